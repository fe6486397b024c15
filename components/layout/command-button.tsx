'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Kbd } from '#components/ui/kbd.tsx';
import { useOpenPanel } from './keyboard.tsx';

/** Looks like the field it opens, and tells the keys that open it too. */
export function CommandButton() {
  const t = useTranslations('shell.commands');
  const openPanel = useOpenPanel();
  return (
    <button
      type="button"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => openPanel('commands')}
      className="tap-target flex h-8 items-center gap-2 rounded-control border border-hairline-strong px-2.5 text-13 text-ink-muted transition-colors hover:bg-sunken hover:text-ink sm:w-56 touch:h-9"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="grow text-start max-sm:sr-only">{t('open')}</span>
      <span aria-hidden className="flex gap-0.5 max-sm:hidden touch:hidden">
        <Kbd>Ctrl/⌘</Kbd>
        <Kbd>K</Kbd>
      </span>
    </button>
  );
}
