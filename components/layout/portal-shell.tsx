import { ChevronDown, FlaskConical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { MAIN_ID, SkipLink } from '#components/ui/skip-link.tsx';
import { Link } from '#lib/i18n/navigation.ts';
import { CommandButton, Keyboard } from './keyboard.tsx';
import { Wordmark } from './mark.tsx';
import { OfflineNotice } from './offline-notice.tsx';
import { MobileNavigation, NavList, SidebarToggle } from './portal-navigation.tsx';
import { LocaleSwitcher, ThemeSwitcher } from './switchers.tsx';

interface PortalShellProps {
  /** No live provider is configured, so the sandbox answers. */
  isSandbox?: boolean;
  /** Account switcher at the start of the header. */
  accountSwitcher?: ReactNode;
  /** User menu at the end of the header. */
  userMenu?: ReactNode;
  children: ReactNode;
}

/** Layout of every portal page. */
export function PortalShell({ isSandbox = false, accountSwitcher, userMenu, children }: PortalShellProps) {
  const preferences = (
    <div className="flex items-center justify-between">
      <LocaleSwitcher isNameShown />
      <ThemeSwitcher />
    </div>
  );
  return (
    <Keyboard>
      <SkipLink />
      <div className="flex min-h-dvh">
        <Sidebar />
        {/* A workbench fills the window and scrolls inside. */}
        <div className="flex min-w-0 grow flex-col has-[[data-slot=workbench]]:h-dvh">
          <header className="contents">
            <div className="sticky top-0 z-20 flex h-12 items-center gap-2 border-b bg-paper px-4 md:px-8">
              <MobileNavigation footer={preferences} />
              {accountSwitcher}
              <div className="grow" />
              <CommandButton />
              <div className="flex items-center touch:gap-2 max-sm:hidden">
                <LocaleSwitcher />
                <ThemeSwitcher />
              </div>
              {userMenu}
            </div>
            {isSandbox && <SandboxBanner />}
            <OfflineNotice />
          </header>
          <main
            id={MAIN_ID}
            tabIndex={-1}
            className="w-full max-w-page grow px-4 py-6 outline-none has-[[data-slot=workbench]]:flex has-[[data-slot=workbench]]:min-h-0 has-[[data-slot=workbench]]:basis-0 has-[[data-slot=workbench]]:max-w-none has-[[data-slot=workbench]]:flex-col has-[[data-slot=workbench]]:p-0 md:px-8 md:py-8 has-[[data-slot=workbench]]:md:p-0"
          >
            {children}
          </main>
        </div>
      </div>
    </Keyboard>
  );
}

/** Shown from 1024 px on, and foldable to icons. Below, the header opens the same list as a sheet. */
function Sidebar({ footer }: { footer?: ReactNode }) {
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

/** One line, with details on press. */
function SandboxBanner() {
  const t = useTranslations('shell');
  return (
    <details data-slot="sandbox-banner" className="group border-b bg-warning-soft text-13 text-ink">
      <summary className="flex cursor-pointer list-none gap-2 px-4 py-2 focus-visible:-outline-offset-2 touch:py-3 md:px-8 [&::-webkit-details-marker]:hidden">
        <FlaskConical aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
        <span className="max-sm:grow">{t('sandbox')}</span>
        <ChevronDown
          aria-hidden
          className="mt-0.5 size-4 shrink-0 text-ink-muted transition-transform group-open:rotate-180"
        />
      </summary>
      <p className="ps-10 pe-4 pb-3 md:ps-14 md:pe-8">{t('sandboxDetail')}</p>
    </details>
  );
}
