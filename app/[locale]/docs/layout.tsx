import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { DocsNav } from '#components/docs/docs-nav.tsx';
import { DocsSearch } from '#components/docs/docs-search.tsx';
import { PhoneNav } from '#components/docs/phone-nav.tsx';
import { PublicShell } from '#components/layout/public-shell.tsx';
import { Words } from '#components/layout/words.tsx';
import { type Namespace, SHARED_NAMESPACES } from '#lib/i18n/messages.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import '#components/docs/print.css';

/** What the client components of a page say. */
const DOCS_NAMESPACES = [
  'assistants',
  'feedback',
  'reader',
  'samples',
  'trial',
] as const satisfies readonly Namespace[];

export default async function DocsLayout({ params, children }: LocaleParams & { children: ReactNode }) {
  const locale = await readLocale(params);
  const t = await getTranslations('docs');
  const words = {
    open: t('search.open'),
    title: t('search.title'),
    placeholder: t('search.placeholder'),
    empty: t('search.empty'),
    failed: t('search.failed'),
  };
  return (
    <PublicShell>
      <div className="grid gap-x-12 pt-6 lg:grid-cols-[14rem_minmax(0,1fr)] lg:pt-10 print:block">
        <div className="top-20 self-start lg:sticky lg:max-h-[calc(100dvh-6rem)] lg:overflow-y-auto lg:pb-8 lg:[mask-image:linear-gradient(black_calc(100%-2.5rem),transparent)] print:hidden">
          <DocsSearch locale={locale} words={words} />
          <PhoneNav label={t('contents')}>
            <DocsNav />
          </PhoneNav>
        </div>
        <div className="min-w-0">
          <Words only={[...SHARED_NAMESPACES, ...DOCS_NAMESPACES]}>{children}</Words>
        </div>
      </div>
    </PublicShell>
  );
}
