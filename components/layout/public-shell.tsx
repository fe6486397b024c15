import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { MAIN_ID, SkipLink } from '#components/ui/skip-link.tsx';
import { Link } from '#lib/i18n/navigation.ts';
import { Wordmark } from './mark.tsx';
import { PUBLIC_LINKS, PublicHeader } from './public-header.tsx';

/** Layout of landing page, models and docs. */
export function PublicShell({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col [--table-top:3.5rem]">
      <SkipLink />
      <PublicHeader />
      <main id={MAIN_ID} tabIndex={-1} className="mx-auto w-full max-w-page grow px-4 outline-none md:px-8">
        {children}
      </main>
      <PublicFooter />
    </div>
  );
}

function PublicFooter() {
  const t = useTranslations('shell');
  const links = [
    ...PUBLIC_LINKS.map(({ id, href }) => ({ href, name: t(`navigation.${id}`) })),
    { href: '/changelog', name: t('changelog') },
    { href: '/sign-in', name: t('signIn') },
    { href: '/sign-up', name: t('signUp') },
  ];
  return (
    <footer className="mt-24 border-t">
      <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-8 gap-y-4 px-4 py-8 md:px-8">
        <Wordmark className="text-14" />
        <ul className="flex flex-wrap gap-x-5 gap-y-2 touch:gap-y-6">
          {links.map(({ href, name }) => (
            <li key={href}>
              <Link
                prefetch={false}
                href={href}
                className="tap-target rounded-tick py-2 text-13 text-ink-muted transition-colors hover:text-ink"
              >
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </footer>
  );
}
