'use client';

import { SunMoon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { ChoiceMenu } from '#components/ui/choice-menu.tsx';
import { THEMES } from './themes.ts';

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
