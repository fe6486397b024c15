'use client';

import { useTranslations } from 'next-intl';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { Link, usePathname } from '#lib/i18n/navigation.ts';
import { NAVIGATION } from './navigation.ts';
import { NAVIGATION_ICONS } from './navigation-icons.ts';
import { useFolded } from './use-folded.ts';

interface NavListProps {
  /** It stands in the sidebar: where that is folded, the names stay for screen readers, and as hints for everybody else. */
  isFoldable?: boolean;
  onNavigate?: () => void;
}

/** The portal's pages. */
export function NavList({ isFoldable = false, onNavigate }: NavListProps) {
  const t = useTranslations('shell');
  const pathname = usePathname();
  const [isFolded] = useFolded();
  return (
    <ul className="grid gap-0.5">
      {NAVIGATION.map(({ id, href }) => {
        const Icon = NAVIGATION_ICONS[id];
        const isCurrent = pathname === href || pathname.startsWith(`${href}/`);
        const name = t(`navigation.${id}`);
        return (
          <li key={id}>
            <Tooltip content={isFoldable && isFolded ? name : null} side="right">
              <Link
                href={href}
                onClick={onNavigate}
                aria-current={isCurrent ? 'page' : undefined}
                className="flex h-8 items-center gap-2.5 overflow-hidden rounded-control px-2.5 text-14 text-ink-muted transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-ink touch:h-11"
              >
                <Icon aria-hidden className="size-4 shrink-0" />
                <span data-sidebar-text className="truncate">
                  {name}
                </span>
              </Link>
            </Tooltip>
          </li>
        );
      })}
    </ul>
  );
}
