'use client';

import type { ReactNode } from 'react';
import { cn } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

interface ExactProps {
  /** The short form, in sight. */
  children: ReactNode;
  /** The whole of it, on hover, on focus and by a press. */
  exact: ReactNode;
  className?: string;
}

/** Shows what matters and hides nothing. For a finger it reaches a little beyond its line. */
export function Exact({ children, exact, className }: ExactProps) {
  return (
    <Tooltip content={exact} isShownByPress>
      <button
        type="button"
        data-slot="exact"
        className={cn(
          'figures cursor-default! rounded-tick text-start touch:relative touch:after:absolute touch:after:inset-x-0 touch:after:-inset-y-1',
          className,
        )}
      >
        {children}
      </button>
    </Tooltip>
  );
}
