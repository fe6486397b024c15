'use client';

import { PanelLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { useStored } from '#components/ui/use-stored.ts';

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

/** Whether the sidebar shows icons alone, as this browser remembers it, and how to change that. */
export function useFolded(): [isFolded: boolean, fold: (isFolded: boolean) => void] {
  const [choice, choose] = useStored('sidebar');
  return [choice === 'folded', (isFolded) => choose(isFolded ? 'folded' : 'open')];
}
