import type { ReactNode } from 'react';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';

/** Around the page “not found” too, which would ask the request for its language, and no guide could be prerendered. */
export default async function DocsLayout({ params, children }: LocaleParams & { children: ReactNode }) {
  await readLocale(params);
  return children;
}
