'use client';

import {
  BookOpen,
  ChartNoAxesColumn,
  KeyRound,
  LayoutDashboard,
  type LucideIcon,
  Menu,
  ReceiptText,
  ScrollText,
  Settings,
  SquareTerminal,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Sheet, SheetContent, SheetTrigger } from '#components/ui/sheet.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { Link, usePathname } from '#lib/i18n/navigation.ts';
import { Wordmark } from './mark.tsx';
import { NAVIGATION, type PortalPage } from './navigation.ts';
import { useFolded } from './sidebar-toggle.tsx';

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
