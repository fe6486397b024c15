import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Island } from '#components/islands/island.tsx';
import { MessagesProvider } from '#components/layout/messages-provider.tsx';
import { PublicShell } from '#components/layout/public-shell.tsx';
import { type Namespace, SHARED_NAMESPACES } from '#lib/i18n/messages.ts';
import { DocsNav } from './docs-nav.tsx';
import { DocsNavToggle } from './docs-nav-toggle.tsx';
import { DocsSearch } from './docs-search.tsx';
import './print.css';

/** Message namespaces of the client components on docs pages. */
const DOCS_NAMESPACES = [
  'assistants',
  'feedback',
  'reader',
  'samples',
  'trial',
] as const satisfies readonly Namespace[];

const NAV_ID = 'docs-nav';

interface DocsShellProps {
  /** The page's path without the locale. A layout does not know it during prerendering. */
  here: string;
  children: ReactNode;
}

/** Layout of every docs page. */
export async function DocsShell({ here, children }: DocsShellProps) {
  const locale = await getLocale();
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
        <div className="top-20 self-start lg:sticky lg:flex lg:max-h-[calc(100dvh-6rem)] lg:flex-col print:hidden">
          <Island name="docs-search">
            <DocsSearch locale={locale} words={words} />
          </Island>
          <div className="group relative my-4 min-h-0 max-lg:border-y lg:mb-0 lg:overflow-y-auto lg:pb-8 lg:[mask-image:linear-gradient(black_calc(100%-2.5rem),transparent)]">
            <Island name="docs-nav-toggle">
              <DocsNavToggle label={t('contents')} controls={NAV_ID} />
            </Island>
            <div
              id={NAV_ID}
              className="max-lg:hidden max-lg:pt-2 max-lg:pb-4 max-lg:group-has-[[aria-expanded=true]]:block"
            >
              <DocsNav here={here} />
            </div>
          </div>
        </div>
        <div className="min-w-0">
          <MessagesProvider only={[...SHARED_NAMESPACES, ...DOCS_NAMESPACES]}>{children}</MessagesProvider>
        </div>
      </div>
    </PublicShell>
  );
}
