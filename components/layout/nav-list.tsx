'use client';

import { useTranslations } from 'next-intl';
import { Link, usePathname } from '#lib/i18n/navigation.ts';
import { availableEntries } from './navigation.ts';
import { NAVIGATION_ICONS } from './navigation-icons.ts';

/** The portal's pages. Where the sidebar is folded, the names stay for screen readers and as a hint on hover. */
export function NavList({ onNavigate }: { onNavigate?: () => void }) {
  const t = useTranslations('shell');
  const pathname = usePathname();
  return (
    <ul className="grid gap-0.5">
      {availableEntries().map(({ id, href }) => {
        const Icon = NAVIGATION_ICONS[id];
        const isCurrent = pathname === href || pathname.startsWith(`${href}/`);
        const name = t(`navigation.${id}`);
        return (
          <li key={id}>
            <Link
              href={href}
              onClick={onNavigate}
              title={name}
              aria-current={isCurrent ? 'page' : undefined}
              className="flex h-8 items-center gap-2.5 overflow-hidden rounded-control px-2.5 text-14 text-ink-muted transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-ink touch:h-11"
            >
              <Icon aria-hidden className="size-4 shrink-0" />
              <span data-sidebar-text className="truncate">
                {name}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
