'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, use, useEffect, useRef, useState } from 'react';
import { Kbd } from '#components/ui/kbd.tsx';
import { useFetchedDialog } from '#components/ui/use-fetched-dialog.ts';
import { useStored } from '#components/ui/use-stored.ts';
import { useRouter } from '#lib/i18n/navigation.ts';
import { NAVIGATION } from './navigation.ts';
import { NO_KEYS, readPress, type ShortcutEffect } from './shortcut-keys.ts';

const loadCommandMenu = () => import('./command-menu.tsx').then((part) => part.CommandMenu);
const loadShortcutsDialog = () => import('./shortcuts-dialog.tsx').then((part) => part.ShortcutsDialog);

type Panel = 'commands' | 'help';
const KeyboardContext = createContext<(panel: Panel) => void>(() => {});

/** Opens the command menu or the list of shortcuts, for buttons with the same effect as the keys. */
const useOpenPanel = () => use(KeyboardContext);

/** Handles the keyboard shortcuts of the portal and shows the panels they open. */
export function Keyboard({ children }: { children: ReactNode }) {
  const [panel, setPanel] = useState<Panel | null>(null);
  const router = useRouter();
  const [choice, choose] = useStored('shortcuts');
  const isOn = choice !== 'off';
  useShortcuts(isOn, (effect) => {
    if (effect.do === 'commands' || effect.do === 'help') return setPanel(effect.do);
    if (effect.do === 'search') return focusSearch();
    const entry = NAVIGATION.find(({ shortcut }) => effect.do === 'go' && shortcut === effect.key);
    if (entry) router.push(entry.href);
  });
  const onOpenChange = (isOpen: boolean) => setPanel((current) => (isOpen ? current : null));
  const commands = { isOpen: panel === 'commands', onOpenChange };
  const help = { isOpen: panel === 'help', onOpenChange };
  const CommandMenu = useFetchedDialog(loadCommandMenu, commands);
  const ShortcutsDialog = useFetchedDialog(loadShortcutsDialog, help);
  return (
    <KeyboardContext value={setPanel}>
      {children}
      {CommandMenu && <CommandMenu {...commands} onHelp={() => setPanel('help')} />}
      {ShortcutsDialog && (
        <ShortcutsDialog {...help} isOn={isOn} onSwitch={(isNowOn) => choose(isNowOn ? 'on' : 'off')} />
      )}
    </KeyboardContext>
  );
}

function useShortcuts(isOn: boolean, onEffect: (effect: ShortcutEffect) => void) {
  const pending = useRef(NO_KEYS);
  const latest = useRef({ isOn, onEffect });
  useEffect(() => {
    latest.current = { isOn, onEffect };
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return;
      const step = readPress(pending.current, {
        key: event.key,
        atMs: event.timeStamp,
        hasModifier: event.metaKey || event.ctrlKey || event.altKey,
        isTyping: isTyping(event.target),
        isOn: latest.current.isOn,
        isRepeat: event.repeat,
      });
      pending.current = step.pending;
      if (!step.effect) return;
      event.preventDefault();
      latest.current.onEffect(step.effect);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** In a dialog, a menu or a listbox, keys belong to it, as in a text field. */
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input, textarea, select, [role=dialog], [role=alertdialog], [role=menu], [role=listbox]') !== null);

const focusSearch = () => document.querySelector<HTMLInputElement>('input[type=search]')?.focus();

/** Looks like a search field and shows the shortcut of the command menu. */
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
