import { connection } from 'next/server';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Wordmark } from '#components/layout/mark.tsx';
import { MessagesProvider } from '#components/layout/messages-provider.tsx';
import { LocaleSwitcher, ThemeSwitcher } from '#components/layout/switchers.tsx';
import { MAIN_ID, SkipLink } from '#components/ui/skip-link.tsx';
import { SHARED_NAMESPACES } from '#lib/i18n/messages.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';

export default async function AuthLayout({ params, children }: LocaleParams & { children: ReactNode }) {
  await readLocale(params);
  // Rendered for each request, so that its scripts carry the nonce of the page's content security policy.
  await connection();
  return (
    <MessagesProvider only={[...SHARED_NAMESPACES, 'auth']}>
      <AuthShell>{children}</AuthShell>
    </MessagesProvider>
  );
}

/** One narrow column without navigation, for sign-in, sign-up and related pages. */
function AuthShell({ children }: { children: ReactNode }) {
  const t = useTranslations('shell');
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="flex h-14 items-center justify-between px-4 md:px-8">
        <Link href="/" aria-label={t('home')} className="tap-target rounded-tick">
          <Wordmark />
        </Link>
        <div className="flex touch:gap-2">
          <LocaleSwitcher />
          <ThemeSwitcher />
        </div>
      </header>
      <main
        id={MAIN_ID}
        tabIndex={-1}
        className="mx-auto w-full max-w-sm grow px-4 pt-[max(2rem,10vh)] pb-16 outline-none"
      >
        {children}
      </main>
    </div>
  );
}
