import { useTranslations } from 'next-intl';
import { Island } from '#components/islands/island.tsx';
import { Button } from '#components/ui/button.tsx';
import type { Messages } from '#lib/i18n/messages.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { Wordmark } from './mark.tsx';
import { LocaleSwitcher, ThemeSwitcher } from './switchers.tsx';

/**
 * Header of pages without sign-in. It is the same for all visitors, so these pages can be prerendered.
 * On phones the links have a row of their own, which scrolls away.
 */
export function PublicHeader() {
  const t = useTranslations('shell');
  return (
    <>
      <header className="sticky top-0 z-20 border-b bg-paper">
        <div className="mx-auto flex h-14 max-w-page items-center gap-1 px-4 touch:gap-2 md:px-8">
          <Link prefetch={false} href="/" aria-label={t('home')} className="tap-target me-4 rounded-tick">
            <Wordmark />
          </Link>
          <nav aria-label={t('mainNavigation')} className="flex grow max-md:hidden">
            <PublicLinks className="max-lg:px-2" />
          </nav>
          <div className="grow md:hidden" />
          <Island name="locale-switcher">
            <LocaleSwitcher />
          </Island>
          <Island name="theme-switcher">
            <ThemeSwitcher />
          </Island>
          <Button asChild variant="ghost" className="max-sm:hidden max-lg:px-2">
            <Link prefetch={false} href="/sign-in">
              {t('signIn')}
            </Link>
          </Button>
          <Button asChild variant="secondary" className="ms-1 max-[24rem]:hidden">
            <Link prefetch={false} href="/sign-up">
              {t('signUp')}
            </Link>
          </Button>
        </div>
      </header>
      <nav aria-label={t('mainNavigation')} className="flex flex-wrap border-b px-2 py-1 md:hidden print:hidden">
        <PublicLinks className="px-2 text-13" />
        <Button asChild variant="ghost" className="px-2 text-13 sm:hidden">
          <Link prefetch={false} href="/sign-in">
            {t('signIn')}
          </Link>
        </Button>
        <Button asChild variant="ghost" className="px-2 text-13 min-[24rem]:hidden">
          <Link prefetch={false} href="/sign-up">
            {t('signUp')}
          </Link>
        </Button>
      </nav>
    </>
  );
}

function PublicLinks({ className }: { className: string }) {
  const t = useTranslations('shell.navigation');
  return PUBLIC_LINKS.map(({ id, href }) => (
    <Button key={id} asChild variant="ghost" className={className}>
      <Link prefetch={false} href={href}>
        {t(id)}
      </Link>
    </Button>
  ));
}

interface PublicLink {
  /** Its label is `shell.navigation.<id>`. */
  id: keyof Messages['shell']['navigation'];
  href: string;
}

/** Public pages, as the public header and footer list them. */
export const PUBLIC_LINKS: readonly PublicLink[] = [
  { id: 'models', href: '/models' },
  { id: 'prices', href: '/#prices' },
  { id: 'docs', href: '/docs' },
];
