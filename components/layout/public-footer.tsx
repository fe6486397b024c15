import { useTranslations } from 'next-intl';
import { Link } from '#lib/i18n/navigation.ts';
import { Wordmark } from './mark.tsx';
import { PUBLIC_LINKS } from './public-links.ts';

export function PublicFooter() {
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
