import type { ReactNode } from 'react';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';

/** Sets the locale for "not found" too, which would otherwise read it from the request and prevent prerendering. */
export default async function DocsLayout({ params, children }: LocaleParams & { children: ReactNode }) {
  await readLocale(params);
  return children;
}
