'use client';

import { useQueryState } from 'nuqs';
import type { ReactNode } from 'react';
import { Sheet, SheetContent } from '#components/ui/sheet.tsx';
import { LOG_PARSERS } from '#lib/usage/view/log-view.ts';

interface LogDrawerProps {
  title: string;
  description: string;
  /** Details of the request; without them the drawer is closed. */
  children: ReactNode;
}

/** A request's details beside the list. It is open while the URL names it, so Back closes it as Escape does. */
export function LogDrawer({ title, description, children }: LogDrawerProps) {
  const [open, setOpen] = useQueryState('open', { ...LOG_PARSERS.open, shallow: false, history: 'push' });
  const isOpen = open !== null && children !== null;
  const close = async () => {
    await setOpen(null);
    document.querySelector<HTMLElement>(`[data-log-row="${CSS.escape(open ?? '')}"]`)?.focus();
  };
  return (
    <Sheet open={isOpen} onOpenChange={(isNowOpen) => !isNowOpen && void close()}>
      <SheetContent title={title} description={description}>
        {children}
      </SheetContent>
    </Sheet>
  );
}
