'use client';

import { Languages } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { ChoiceMenu } from '#components/ui/choice-menu.tsx';
import { LOCALE_NAMES, LOCALES, type Locale } from '#lib/i18n/locales.ts';
import { usePathname, useRouter } from '#lib/i18n/navigation.ts';

const CHOICES = LOCALES.map((locale) => ({ id: locale, name: LOCALE_NAMES[locale], lang: locale }));

/** Changes the language and nothing else: the page, its filters and the place in it stay. */
export function LocaleSwitcher({ isNameShown = false }: { isNameShown?: boolean }) {
  const t = useTranslations('shell');
  const locale = useLocale();
  const pathname = usePathname();
  const router = useRouter();
  const switchTo = (chosen: Locale) => {
    if (chosen === locale) return;
    const { search, hash } = window.location;
    router.replace(`${pathname}${search}${hash}`, { locale: chosen, scroll: false });
  };
  return (
    <ChoiceMenu
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
