'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Link, usePathname } from '#lib/i18n/navigation.ts';

const PAGES = [
  { id: 'profile', href: '/settings' },
  { id: 'security', href: '/settings/security' },
  { id: 'members', href: '/settings/members' },
  { id: 'alerts', href: '/settings/alerts' },
  { id: 'audit', href: '/settings/audit' },
  { id: 'data', href: '/settings/data' },
] as const;

export type SettingsPage = (typeof PAGES)[number]['id'];

/** @param hidden pages the role does not include */
export function SettingsNav({ hidden }: { hidden: readonly SettingsPage[] }) {
  const t = useTranslations('settings.nav');
  const pathname = usePathname();
  const nav = useRef<HTMLElement>(null);
  // On phones the list is wider than the screen: the page one is on belongs in sight.
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>(`[href$="${pathname}"]`);
    if (current) nav.current?.scrollTo({ left: current.offsetLeft - nav.current.clientWidth / 2 });
  }, [pathname]);
  return (
    <nav ref={nav} aria-label={t('label')} className="relative -mt-2 mb-6 overflow-x-auto border-b">
      <ul className="flex gap-5">
        {PAGES.filter(({ id }) => !hidden.includes(id)).map(({ id, href }) => (
          <li key={id}>
            <Link
              href={href}
              aria-current={pathname === href ? 'page' : undefined}
              className="-mb-px flex h-9 items-center whitespace-nowrap border-transparent border-b-2 text-14 text-ink-muted transition-colors hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:text-ink touch:h-12 touch:min-w-11"
            >
              {t(id)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
