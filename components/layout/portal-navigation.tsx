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
import { Sheet, SheetContent, SheetTrigger } from '#components/ui/sheet.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { useStored } from '#components/ui/use-stored.ts';
import { Link, usePathname } from '#lib/i18n/navigation.ts';
import { Wordmark } from './mark.tsx';
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

export function MobileNavigation({ footer }: { footer?: ReactNode }) {
  const t = useTranslations('shell');
  const [isOpen, setOpen] = useState(false);
  return (
    <Sheet open={isOpen} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button variant="ghost" size="icon" className="-ms-2 lg:hidden" aria-label={t('openNavigation')}>
          <Menu aria-hidden />
        </Button>
      </SheetTrigger>
      <SheetContent side="left" title={<Wordmark />} footer={footer} onEscapeKeyDown={closeMenuFirst}>
        <nav aria-label={t('mainNavigation')} className="-mx-2.5">
          <NavList onNavigate={() => setOpen(false)} />
        </nav>
      </SheetContent>
    </Sheet>
  );
}

/** A menu open within the sheet is what Esc closes; the sheet waits for the next one. */
function closeMenuFirst(event: Event) {
  const menu = document.querySelector<HTMLElement>('[role=menu]:popover-open');
  if (!menu) return;
  event.preventDefault();
  menu.hidePopover();
}

/** The choice lives on <html>, where the boot script puts it before the first paint. */
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

/** Whether the sidebar shows icons alone, as this browser remembers it, and how to change that. */
function useFolded(): [isFolded: boolean, fold: (isFolded: boolean) => void] {
  const [choice, choose] = useStored('sidebar');
  return [choice === 'folded', (isFolded) => choose(isFolded ? 'folded' : 'open')];
}
