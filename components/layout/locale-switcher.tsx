'use client';

import { Languages } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { isLocale, LOCALE_NAMES, LOCALES } from '#lib/i18n/locales.ts';
import { usePathname, useRouter } from '#lib/i18n/navigation.ts';

/** Changes the language and nothing else: the page, its filters and the place in it stay. */
export function LocaleSwitcher({ isNameShown = false }: { isNameShown?: boolean }) {
  const t = useTranslations('shell');
  const locale = useLocale();
  const pathname = usePathname();
  const router = useRouter();
  const switchTo = (chosen: string) => {
    if (!isLocale(chosen) || chosen === locale) return;
    const { search, hash } = window.location;
    router.replace(`${pathname}${search}${hash}`, { locale: chosen, scroll: false });
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size={isNameShown ? 'control' : 'icon'}
          aria-label={`${t('language')}: ${LOCALE_NAMES[locale]}`}
        >
          <Languages aria-hidden />
          {isNameShown && <span aria-hidden>{LOCALE_NAMES[locale]}</span>}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuRadioGroup value={locale} onValueChange={switchTo}>
          {LOCALES.map((other) => (
            <DropdownMenuRadioItem key={other} value={other} lang={other}>
              {LOCALE_NAMES[other]}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
