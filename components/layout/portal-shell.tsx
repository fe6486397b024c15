import type { ReactNode } from 'react';
import { MAIN_ID, SkipLink } from '#components/ui/skip-link.tsx';
import { CommandButton } from './command-button.tsx';
import { Keyboard } from './keyboard.tsx';
import { LocaleSwitcher } from './locale-switcher.tsx';
import { MobileNavigation } from './mobile-navigation.tsx';
import { OfflineNotice } from './offline-notice.tsx';
import { SandboxBanner } from './sandbox-banner.tsx';
import { Sidebar } from './sidebar.tsx';
import { ThemeSwitcher } from './theme-switcher.tsx';

interface PortalShellProps {
  /** No live upstream is configured: answers come from the sandbox. */
  isSandbox?: boolean;
  /** Which account pays, at the left of the header. */
  accountSwitcher?: ReactNode;
  /** Who is signed in, at its right. */
  userMenu?: ReactNode;
  children: ReactNode;
}

/** What surrounds every page of the portal. */
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
        {/* A workbench fills the window and scrolls within itself. */}
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
