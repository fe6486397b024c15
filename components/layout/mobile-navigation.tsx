'use client';

import { Menu } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { useFetchedDialog } from '#components/ui/use-fetched-dialog.ts';

const loadNavigationSheet = () => import('./navigation-sheet.tsx').then((part) => part.NavigationSheet);

export function MobileNavigation({ footer }: { footer?: ReactNode }) {
  const t = useTranslations('shell');
  const [isOpen, onOpenChange] = useState(false);
  const NavigationSheet = useFetchedDialog(loadNavigationSheet, { isOpen, onOpenChange });
  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        className="-ms-2 lg:hidden"
        aria-label={t('openNavigation')}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => onOpenChange(true)}
      >
        <Menu aria-hidden />
      </Button>
      {NavigationSheet && <NavigationSheet isOpen={isOpen} onOpenChange={onOpenChange} footer={footer} />}
    </>
  );
}
