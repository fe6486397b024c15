'use client';

import type { ReactNode } from 'react';
import { Sheet, SheetContent } from '#components/ui/sheet.tsx';

interface PaneDrawerProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  side: 'left' | 'right';
  label: string;
  children: ReactNode;
}

/** A pane as a drawer, on narrow screens. In a file of its own, because it loads when it is first opened. */
export function PaneDrawer({ isOpen, onOpenChange, side, label, children }: PaneDrawerProps) {
  return (
    <Sheet open={isOpen} onOpenChange={onOpenChange}>
      <SheetContent side={side} title={label} className="max-w-md">
        <div className="-mx-5">{children}</div>
      </SheetContent>
    </Sheet>
  );
}
