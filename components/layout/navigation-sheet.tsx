'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Sheet, SheetContent } from '#components/ui/sheet.tsx';
import { Wordmark } from './mark.tsx';
import { NavList } from './portal-navigation.tsx';

interface NavigationSheetProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  footer?: ReactNode;
}

/** The portal's pages, on windows too narrow for the sidebar. */
export function NavigationSheet({ isOpen, onOpenChange, footer }: NavigationSheetProps) {
  const t = useTranslations('shell');
  return (
    <Sheet open={isOpen} onOpenChange={onOpenChange}>
      <SheetContent side="left" title={<Wordmark />} footer={footer} onEscapeKeyDown={closeMenuFirst}>
        <nav aria-label={t('mainNavigation')} className="-mx-2.5">
          <NavList onNavigate={() => onOpenChange(false)} />
        </nav>
      </SheetContent>
    </Sheet>
  );
}

/** A menu open within the sheet is what Esc closes; the sheet waits for the next one. */
function closeMenuFirst(event: Event) {
  const menu = document.querySelector<HTMLElement>('[role=menu]:popover-open');
  if (!menu) return;
  event.preventDefault();
  menu.hidePopover();
}
