import type { ReactNode } from 'react';

interface PageHeadProps {
  title: ReactNode;
  /** One sentence about the purpose of the page. */
  children?: ReactNode;
  /** The primary action of the page. */
  action?: ReactNode;
}

export function PageHead({ title, children, action }: PageHeadProps) {
  return (
    <header data-slot="page-head" className="flex items-start justify-between gap-x-6 gap-y-4 pb-6 max-sm:flex-wrap">
      <div className="grid min-w-0 max-w-reading gap-1">
        <h1 className="wrap-anywhere text-20">{title}</h1>
        {children && <p className="text-14 text-ink-muted">{children}</p>}
      </div>
      {action && <div className="flex shrink-0 flex-wrap gap-2 max-sm:shrink">{action}</div>}
    </header>
  );
}
