'use client';

import { PanelLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Button } from '#components/ui/button.tsx';
import { useStored } from '#components/ui/use-stored.ts';

/** The choice lives on <html>, where the boot script puts it before the first paint. */
export function SidebarToggle() {
  const t = useTranslations('shell');
  const [choice, choose] = useStored('sidebar');
  const isFolded = choice === 'folded';
  useEffect(() => {
    document.documentElement.toggleAttribute('data-sidebar', isFolded);
    if (isFolded) document.documentElement.dataset.sidebar = 'folded';
  }, [isFolded]);
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label={t('toggleSidebar')}
      aria-pressed={isFolded}
      onClick={() => choose(isFolded ? 'open' : 'folded')}
    >
      <PanelLeft aria-hidden />
    </Button>
  );
}
