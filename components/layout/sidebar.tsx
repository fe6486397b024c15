import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Link } from '#lib/i18n/navigation.ts';
import { Wordmark } from './mark.tsx';
import { NavList } from './nav-list.tsx';
import { SidebarToggle } from './sidebar-toggle.tsx';

/** From 1024 px on. It folds to icons; below that width the header opens the same list as a sheet. */
export function Sidebar({ footer }: { footer?: ReactNode }) {
  const t = useTranslations('shell');
  return (
    <aside
      data-slot="sidebar"
      className="sticky top-0 hidden h-dvh w-58 shrink-0 flex-col border-e bg-paper folded:w-13 lg:flex folded:[&_[data-sidebar-text]]:sr-only folded:[&_[data-sidebar-wide]]:hidden"
    >
      <div className="flex h-12 items-center overflow-hidden px-4">
        <Link href="/" aria-label={t('home')} className="tap-target rounded-tick">
          <Wordmark className="folded:[&>span]:sr-only" />
        </Link>
      </div>
      <nav aria-label={t('mainNavigation')} className="grow overflow-y-auto px-2 py-2">
        <NavList isFoldable />
      </nav>
      <div className="grid gap-1 border-t p-2">
        {footer && <div data-sidebar-wide>{footer}</div>}
        <SidebarToggle />
      </div>
    </aside>
  );
}
