'use client';

import { ChevronDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';

interface NoticeLineProps {
  /** Shown while the line is closed. */
  first: ReactNode;
  /** Shown while the line is open. */
  label: ReactNode;
  /** The number of notices; empty for a single one. */
  count: ReactNode;
  isOpenAtFirst: boolean;
  children: ReactNode;
}

/** A collapsible line of notices. It keeps its state when the page's data reloads. */
export function NoticeLine({ first, label, count, isOpenAtFirst, children }: NoticeLineProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  return (
    <details
      data-slot="notices"
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      className="group mb-8 rounded-panel border"
    >
      <summary className="flex cursor-pointer list-none items-start gap-3 rounded-panel px-4 py-2.5 text-14 touch:py-3 [&::-webkit-details-marker]:hidden [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0">
        <span className="flex min-w-0 grow gap-2 group-open:hidden">{first}</span>
        <span className="hidden grow font-medium group-open:inline">{label}</span>
        {count && <span className="figures shrink-0 text-13 text-ink-muted group-open:hidden">{count}</span>}
        <ChevronDown aria-hidden className="text-ink-muted transition-transform group-open:rotate-180" />
      </summary>
      <div className="border-t">{children}</div>
    </details>
  );
}
