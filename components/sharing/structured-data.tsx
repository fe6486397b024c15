import type { Thing } from '#lib/sharing/structured-data.ts';

/** Facts of a page for search engines. No browser runs it; `<` is escaped so that no text can end the element. */
export function StructuredData({ data }: { data: readonly Thing[] }) {
  const json = JSON.stringify({ '@context': 'https://schema.org', '@graph': data }).replaceAll('<', '\\u003c');
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON of our own, with nothing in it that ends a script
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
