import { cn } from '#components/ui/class-names.ts';

const NEAR = 0.9;

/** A fill level from 0 to 1. Hidden from screen readers, because the figures stand beside it. */
export function Meter({ share, className }: { share: number; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn('forced-color-adjust-none block h-1 overflow-hidden rounded-full bg-hairline-strong', className)}
    >
      <span
        className={cn(
          'block h-full rounded-full',
          share >= 1 ? 'bg-danger' : share >= NEAR ? 'bg-warning' : 'bg-accent',
        )}
        style={{ width: `${Math.max(share * 100, share > 0 ? 2 : 0)}%` }}
      />
    </span>
  );
}
