'use client';

import { Search } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Kbd } from '#components/ui/kbd.tsx';
import { loadOrReload } from '#components/ui/outdated.ts';
import type { Locale } from '#lib/i18n/locales.ts';

export interface SearchWords {
  open: string;
  title: string;
  placeholder: string;
  empty: string;
  failed: string;
}

// Loaded on first use, because most readers never search.
const SearchDialog = lazy(() =>
  loadOrReload(() => import('./search-dialog.tsx')).then((module) => ({ default: module.SearchDialog })),
);

export function DocsSearch({ locale, words }: { locale: Locale; words: SearchWords }) {
  const [isWanted, setIsWanted] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const open = () => {
    setIsWanted(true);
    setIsOpen(true);
  };
  useOpenKeys(open);
  return (
    <>
      <button
        type="button"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={open}
        className="flex h-9 w-full shrink-0 items-center gap-2 rounded-control border border-hairline-strong px-2.5 text-13 text-ink-muted transition-colors hover:bg-sunken hover:text-ink touch:h-11"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0 grow truncate text-start">{words.open}</span>
        <span aria-hidden className="flex gap-0.5 whitespace-nowrap touch:hidden">
          <Kbd>Ctrl/⌘</Kbd>
          <Kbd>K</Kbd>
        </span>
      </button>
      {isWanted && (
        <Suspense>
          <SearchDialog locale={locale} words={words} isOpen={isOpen} onOpenChange={setIsOpen} />
        </Suspense>
      )}
    </>
  );
}

function useOpenKeys(open: () => void) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.isComposing) return;
      event.preventDefault();
      open();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}
