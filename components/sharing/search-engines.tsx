import { publicUrl } from '#lib/config/env.ts';
import { DEFAULT_LOCALE, LOCALES, type Locale } from '#lib/i18n/locales.ts';
import type { Thing } from '#lib/sharing/structured-data.ts';

interface AlternateLinksProps {
  locale: Locale;
  /** Without the locale, such as `/models`; empty for the landing page. */
  path?: string;
}

/**
 * Tells search engines a public page's canonical URL and its translations. React moves the links into <head>.
 * The URLs are absolute, as search engines require; another PUBLIC_URL needs another build (`server/build.ts`).
 */
export function AlternateLinks({ locale, path = '' }: AlternateLinksProps) {
  return (
    <>
      <link rel="canonical" href={`${publicUrl}/${locale}${path}`} />
      {LOCALES.map((other) => (
        <link key={other} rel="alternate" hrefLang={other} href={`${publicUrl}/${other}${path}`} />
      ))}
      <link rel="alternate" hrefLang="x-default" href={`${publicUrl}/${DEFAULT_LOCALE}${path}`} />
    </>
  );
}

/** Structured data for search engines. No browser runs it; `<` is escaped so that no text can end the element. */
export function StructuredData({ data }: { data: readonly Thing[] }) {
  const json = JSON.stringify({ '@context': 'https://schema.org', '@graph': data }).replaceAll('<', '\\u003c');
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own JSON, escaped so that it cannot end the script
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
