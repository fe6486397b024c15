'use client';

import { PanelLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { useFolded } from './use-folded.ts';

/** The choice lives on <html>, where the boot script puts it before the first paint. */
export function SidebarToggle() {
  const t = useTranslations('shell');
  const [isFolded, fold] = useFolded();
  useEffect(() => {
    document.documentElement.toggleAttribute('data-sidebar', isFolded);
    if (isFolded) document.documentElement.dataset.sidebar = 'folded';
  }, [isFolded]);
  return (
    <Tooltip content={t('toggleSidebar')} side="right">
      <Button
        variant="ghost"
        size="icon"
        aria-label={t('toggleSidebar')}
        aria-pressed={isFolded}
        onClick={() => fold(!isFolded)}
      >
        <PanelLeft aria-hidden />
      </Button>
    </Tooltip>
  );
}
