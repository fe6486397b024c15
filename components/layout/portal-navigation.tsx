'use client';

import {
  BookOpen,
  ChartNoAxesColumn,
  KeyRound,
  LayoutDashboard,
  type LucideIcon,
  Menu,
  PanelLeft,
  ReceiptText,
  ScrollText,
  Settings,
  SquareTerminal,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { useFetchedDialog } from '#components/ui/use-fetched-dialog.ts';
import { useStored } from '#components/ui/use-stored.ts';
import { Link, usePathname } from '#lib/i18n/navigation.ts';
import { NAVIGATION, type PortalPage } from './navigation.ts';

export const NAVIGATION_ICONS: Record<PortalPage, LucideIcon> = {
  overview: LayoutDashboard,
  playground: SquareTerminal,
  keys: KeyRound,
  usage: ChartNoAxesColumn,
  logs: ScrollText,
  billing: ReceiptText,
  settings: Settings,
  docs: BookOpen,
};

interface NavListProps {
  /** For the sidebar: when folded, names remain for screen readers and in tooltips. */
  isFoldable?: boolean;
  onNavigate?: () => void;
}

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

const loadNavigationSheet = () => import('./navigation-sheet.tsx').then((part) => part.NavigationSheet);

export function MobileNavigation({ footer }: { footer?: ReactNode }) {
  const t = useTranslations('shell');
  const [isOpen, onOpenChange] = useState(false);
  const NavigationSheet = useFetchedDialog(loadNavigationSheet, { isOpen, onOpenChange });
  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        className="-ms-2 lg:hidden"
        aria-label={t('openNavigation')}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => onOpenChange(true)}
      >
        <Menu aria-hidden />
      </Button>
      {NavigationSheet && <NavigationSheet isOpen={isOpen} onOpenChange={onOpenChange} footer={footer} />}
    </>
  );
}

/** The choice is an attribute of <html>, which the boot script sets before the first paint. */
export function SidebarToggle() {
  const t = useTranslations('shell');
  const [isFolded, fold] = useFolded();
  useEffect(() => {
    document.documentElement.toggleAttribute('data-sidebar', isFolded);
    if (isFolded) document.documentElement.dataset.sidebar = 'folded';
  }, [isFolded]);
  return (
    <Tooltip content={t('toggleSidebar')} side="right">
      <Button
        variant="ghost"
        size="icon"
        aria-label={t('toggleSidebar')}
        aria-pressed={isFolded}
        onClick={() => fold(!isFolded)}
      >
        <PanelLeft aria-hidden />
      </Button>
    </Tooltip>
  );
}

/** Whether the sidebar is folded to icons in this browser, and a function to change it. */
function useFolded(): [isFolded: boolean, fold: (isFolded: boolean) => void] {
  const [choice, choose] = useStored('sidebar');
  return [choice === 'folded', (isFolded) => choose(isFolded ? 'folded' : 'open')];
}
