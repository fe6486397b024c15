import type { ComponentProps } from 'react';
import { cn } from './class-names.ts';

export function Kbd({ className, ...props }: ComponentProps<'kbd'>) {
  return (
    <kbd
      data-slot="kbd"
      className={cn(
        'inline-flex h-5 min-w-5 items-center justify-center rounded-tick border border-hairline-strong bg-sunken px-1 font-sans text-12 text-ink-muted',
        className,
      )}
      {...props}
    />
  );
}
