'use client';

import { Menu } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Sheet, SheetContent, SheetTrigger } from '#components/ui/sheet.tsx';
import { Wordmark } from './mark.tsx';
import { NavList } from './nav-list.tsx';

export function MobileNavigation({ footer }: { footer?: ReactNode }) {
  const t = useTranslations('shell');
  const [isOpen, setOpen] = useState(false);
  return (
    <Sheet open={isOpen} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button variant="ghost" size="icon" className="-ms-2 lg:hidden" aria-label={t('openNavigation')}>
          <Menu aria-hidden />
        </Button>
      </SheetTrigger>
      <SheetContent side="left" title={<Wordmark />} footer={footer} onEscapeKeyDown={closeMenuFirst}>
        <nav aria-label={t('mainNavigation')} className="-mx-2.5">
          <NavList onNavigate={() => setOpen(false)} />
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
