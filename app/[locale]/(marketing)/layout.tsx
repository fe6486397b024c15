import type { ReactNode } from 'react';
import { PublicShell } from '#components/layout/public-shell.tsx';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';

export default async function MarketingLayout({ params, children }: LocaleParams & { children: ReactNode }) {
  await readLocale(params);
  return <PublicShell>{children}</PublicShell>;
}
