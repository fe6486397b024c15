import type { ReactNode } from 'react';
import { cn } from './class-names.ts';

interface StatProps {
  label: ReactNode;
  value: ReactNode;
  /** A comparison, or the time of the reset. */
  note?: ReactNode;
  isLive?: boolean;
  className?: string;
}

/** One figure with its name. Use several in a `<StatList>`. */
export function Stat({ label, value, note, isLive = false, className }: StatProps) {
  return (
    <div data-slot="stat" className={cn('grid content-start gap-1 border-t pt-3', isLive && 'border-live', className)}>
      <dt className="text-13 text-ink-muted">{label}</dt>
      <dd className="figures font-semibold text-20">{value}</dd>
      {note && <dd className="text-12 text-ink-muted">{note}</dd>}
    </div>
  );
}

/** On phones, the first of three figures has a row of its own. */
export function StatList({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <dl
      className={cn(
        'grid grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] gap-x-6 gap-y-5 max-sm:[&>:first-child:nth-last-child(3)]:col-span-full',
        className,
      )}
    >
      {children}
    </dl>
  );
}
