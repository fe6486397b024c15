'use client';

import { useEffect } from 'react';
import { useStored } from '#components/ui/use-stored.ts';

const DARK = '(prefers-color-scheme: dark)';

/** The chosen theme and a function to change it. Its users also apply changes made in other tabs. */
export function useTheme() {
  const [stored, setTheme] = useStored('theme');
  const theme = stored === 'light' || stored === 'dark' ? stored : 'system';
  useEffect(() => {
    const system = window.matchMedia(DARK);
    const apply = () => paint(theme === 'dark' || (theme === 'system' && system.matches));
    apply();
    system.addEventListener('change', apply);
    return () => system.removeEventListener('change', apply);
  }, [theme]);
  return { theme, setTheme };
}

/** As the boot script does before the first paint. */
function paint(isDark: boolean): void {
  const { classList } = document.documentElement;
  classList.toggle('dark', isDark);
  classList.toggle('light', !isDark);
}
