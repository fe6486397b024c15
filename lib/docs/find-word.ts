import type { Locale } from '#lib/i18n/locales.ts';

/** Where a text has a word that begins so, or -1. Japanese and Chinese do not set words apart: there, any place counts. */
export function findWord(text: string, beginning: string, locale: Locale): number {
  if (locale === 'ja' || locale === 'zh') return text.indexOf(beginning);
  for (let at = text.indexOf(beginning); at !== -1; at = text.indexOf(beginning, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return at;
  }
  return -1;
}
