'use client';

import { Languages, Monitor, Moon, Sun, SunMoon } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { ChoiceMenu } from '#components/ui/choice-menu.tsx';
import { leaveNote, takeNote } from '#components/ui/notes.ts';
import { LOCALE_NAMES, LOCALES, type Locale } from '#lib/i18n/locales.ts';
import { usePathname, useRouter } from '#lib/i18n/navigation.ts';
import { useTheme } from './use-theme.ts';

const CHOICES = LOCALES.map((locale) => ({ id: locale, name: LOCALE_NAMES[locale], lang: locale }));

/** Changing the language renders the whole page again, and the pressed button is lost with its focus. */
const FOCUS_LOST = 'language-changed';

/** Changes only the language: page, filters and scroll position stay. */
export function LocaleSwitcher({ isNameShown = false }: { isNameShown?: boolean }) {
  const t = useTranslations('shell');
  const locale = useLocale();
  const pathname = usePathname();
  const router = useRouter();
  useEffect(takeFocusBack, []);
  const switchTo = (chosen: Locale) => {
    if (chosen === locale) return;
    leaveNote(FOCUS_LOST, chosen);
    const { search, hash } = window.location;
    router.replace(`${pathname}${search}${hash}`, { locale: chosen, scroll: false });
  };
  return (
    <ChoiceMenu
      name="language"
      label={`${t('language')}: ${LOCALE_NAMES[locale]}`}
      choices={CHOICES}
      chosen={locale}
      onChoose={switchTo}
      size={isNameShown ? 'control' : 'icon'}
    >
      <Languages aria-hidden />
      {isNameShown && <span aria-hidden>{LOCALE_NAMES[locale]}</span>}
    </ChoiceMenu>
  );
}

/** Focuses the same button in the new language, or the page on phones, where the surrounding sheet has closed. */
function takeFocusBack() {
  if (!takeNote(FOCUS_LOST)) return;
  const buttons = [...document.querySelectorAll<HTMLElement>('button[name=language]')];
  const target = buttons.find((button) => button.checkVisibility()) ?? document.querySelector('main');
  target?.focus({ preventScroll: true });
}

export const THEMES = [
  { id: 'light', icon: Sun },
  { id: 'dark', icon: Moon },
  { id: 'system', icon: Monitor },
] as const;

export function ThemeSwitcher() {
  const t = useTranslations('shell.theme');
  const { theme, setTheme } = useTheme();
  const choices = THEMES.map(({ id, icon: Icon }) => ({
    id,
    name: (
      <>
        <Icon aria-hidden className="text-ink-faint" />
        {t(id)}
      </>
    ),
  }));
  return (
    <ChoiceMenu label={t('label')} choices={choices} chosen={theme} onChoose={setTheme} size="icon">
      <SunMoon aria-hidden />
    </ChoiceMenu>
  );
}
