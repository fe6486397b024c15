import { useTranslations } from 'next-intl';

export const MAIN_ID = 'content';

/** The first focusable element of every page. */
export function SkipLink() {
  const t = useTranslations('shell');
  return (
    <a
      href={`#${MAIN_ID}`}
      className="-translate-y-16 fixed top-2 left-2 z-50 rounded-control bg-accent px-3 py-2 font-medium text-14 text-on-accent transition-transform focus:translate-y-0 forced-colors:border"
    >
      {t('skipToContent')}
    </a>
  );
}
