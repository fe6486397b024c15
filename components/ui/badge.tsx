import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from './class-names.ts';

const badgeStyle = cva(
  'inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-full px-2 font-medium text-12 forced-colors:border [&_svg]:size-3 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        neutral: 'bg-sunken text-ink-muted',
        outline: 'border border-hairline-strong text-ink-muted',
        accent: 'bg-accent-soft text-accent',
        success: 'bg-success-soft text-success',
        warning: 'bg-warning-soft text-warning',
        danger: 'bg-danger-soft text-danger',
        live: 'bg-live-soft text-live-ink',
        opus: 'bg-tier-opus-soft text-tier-opus',
        sonnet: 'bg-tier-sonnet-soft text-tier-sonnet',
        haiku: 'bg-tier-haiku-soft text-tier-haiku',
        fable: 'bg-tier-fable-soft text-tier-fable',
        other: 'bg-tier-other-soft text-tier-other',
      },
    },
    defaultVariants: { variant: 'neutral' },
  },
);

export type BadgeVariant = NonNullable<VariantProps<typeof badgeStyle>['variant']>;

/** A label for a state or a tier. The word carries the meaning; the colour only repeats it. */
export function Badge({ className, variant, ...props }: ComponentProps<'span'> & { variant?: BadgeVariant }) {
  return <span data-slot="badge" className={cn(badgeStyle({ variant }), className)} {...props} />;
}
