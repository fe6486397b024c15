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

/** The portal's navigation on windows too narrow for the sidebar. */
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

/** Escape closes an open menu first, and the sheet on the next press. */
function closeMenuFirst(event: Event) {
  const menu = document.querySelector<HTMLElement>('[role=menu]:popover-open');
  if (!menu) return;
  event.preventDefault();
  menu.hidePopover();
}
