import type { ComponentProps } from 'react';
import { Link } from '#lib/i18n/navigation.ts';
import { cn } from './class-names.ts';

/** A link within a sentence. `href` has no locale prefix. */
export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      data-slot="text-link"
      className={cn(
        'rounded-tick text-accent underline decoration-1 underline-offset-4 hover:text-accent-hover',
        className,
      )}
      {...props}
    />
  );
}
