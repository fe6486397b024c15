'use client';

import type { ReactNode } from 'react';
import { cn } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

interface ExactProps {
  /** The short form, in sight. */
  children: ReactNode;
  /** The whole of it, on hover and on focus. */
  exact: ReactNode;
  className?: string;
}

/** Shows what matters and hides nothing. */
export function Exact({ children, exact, className }: ExactProps) {
  return (
    <Tooltip content={exact}>
      <button
        type="button"
        data-slot="exact"
        className={cn('figures cursor-default! rounded-tick text-start', className)}
      >
        {children}
      </button>
    </Tooltip>
  );
}
