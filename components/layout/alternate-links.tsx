import { DEFAULT_LOCALE, LOCALES, type Locale } from '#lib/i18n/locales.ts';

interface AlternateLinksProps {
  locale: Locale;
  /** Without the language, such as `/models`; empty for the landing page. */
  path?: string;
}

/**
 * Tells search engines a public page's canonical address and its translations; React moves the links into <head>.
 * They are relative, because a prerendered page must not carry the address of the machine that built it.
 */
export function AlternateLinks({ locale, path = '' }: AlternateLinksProps) {
  return (
    <>
      <link rel="canonical" href={`/${locale}${path}`} />
      {LOCALES.map((other) => (
        <link key={other} rel="alternate" hrefLang={other} href={`/${other}${path}`} />
      ))}
      <link rel="alternate" hrefLang="x-default" href={`/${DEFAULT_LOCALE}${path}`} />
    </>
  );
}
