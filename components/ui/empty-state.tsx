import type { ReactNode } from 'react';
import { cn } from './class-names.ts';

interface EmptyStateProps {
  title: ReactNode;
  /** One sentence. */
  children?: ReactNode;
  /** One button or link. */
  action?: ReactNode;
  /** A preview of the content, or a request to try. */
  sample?: ReactNode;
  className?: string;
}

/** Shown when a list is empty or no row matches the filter. It says which, and the next step. */
export function EmptyState({ title, children, action, sample, className }: EmptyStateProps) {
  return (
    <div data-slot="empty-state" className={cn('grid gap-4 border-y py-10', className)}>
      <div className="grid max-w-reading gap-1">
        <h2 className="font-semibold text-16">{title}</h2>
        {children && <p className="text-14 text-ink-muted">{children}</p>}
      </div>
      {action && <div className="flex gap-2">{action}</div>}
      {sample}
    </div>
  );
}
