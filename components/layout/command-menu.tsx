'use client';

import { Keyboard as KeyboardIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import {
  CommandDialog,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '#components/ui/command.tsx';
import { useRouter } from '#lib/i18n/navigation.ts';
import { NAVIGATION } from './navigation.ts';
import { NAVIGATION_ICONS } from './portal-navigation.tsx';
import { THEMES } from './switchers.tsx';
import { useTheme } from './use-theme.ts';

interface CommandMenuProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onHelp: () => void;
}

export function CommandMenu({ isOpen, onOpenChange, onHelp }: CommandMenuProps) {
  const t = useTranslations('shell');
  const router = useRouter();
  const { setTheme } = useTheme();
  const thenClose = (action: () => void) => () => {
    onOpenChange(false);
    action();
  };
  return (
    <CommandDialog title={t('commands.title')} isOpen={isOpen} onOpenChange={onOpenChange}>
      <CommandInput placeholder={t('commands.placeholder')} />
      <CommandList>
        <CommandEmpty>{t('commands.empty')}</CommandEmpty>
        <CommandGroup heading={t('commands.pages')}>
          {NAVIGATION.map(({ id, href }) => {
            const Icon = NAVIGATION_ICONS[id];
            return (
              <CommandItem key={id} onSelect={thenClose(() => router.push(href))}>
                <Icon aria-hidden />
                {t(`navigation.${id}`)}
              </CommandItem>
            );
          })}
        </CommandGroup>
        <CommandGroup heading={t('commands.appearance')}>
          {THEMES.map(({ id, icon: Icon }) => (
            <CommandItem
              key={id}
              value={`${t('theme.label')} ${t(`theme.${id}`)}`}
              onSelect={thenClose(() => setTheme(id))}
            >
              <Icon aria-hidden />
              {t(`theme.${id}`)}
            </CommandItem>
          ))}
        </CommandGroup>
        <CommandGroup heading={t('commands.help')}>
          <CommandItem onSelect={thenClose(onHelp)}>
            <KeyboardIcon aria-hidden />
            {t('shortcuts.title')}
          </CommandItem>
        </CommandGroup>
      </CommandList>
    </CommandDialog>
  );
}
