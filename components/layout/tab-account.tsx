'use client';

import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef } from 'react';
import type { RenderedFor } from '#lib/auth/rendered-for.ts';
import { useRouter } from '#lib/i18n/navigation.ts';

interface Tab extends RenderedFor {
  /** Reloads the page's data for this tab's account. */
  refresh: () => void;
  /** Switches this tab to another account of the user. */
  switchTo: (accountId: string) => void;
}

const TabContext = createContext<Tab | null>(null);

interface TabAccountProps extends RenderedFor {
  /** The cookie with the account that pages show. */
  cookieName: string;
  children: ReactNode;
}

/**
 * Lets each tab show its own account. All tabs share the cookie that selects it, so the active tab writes its account
 * there before it sends a request.
 */
export function TabAccount({ userId, accountId, cookieName, children }: TabAccountProps) {
  const router = useRouter();
  const own = useRef(accountId);
  useEffect(() => {
    own.current = accountId;
  }, [accountId]);
  const claim = useCallback(() => writeCookie(cookieName, own.current), [cookieName]);
  const refresh = useCallback(() => {
    claim();
    router.refresh();
  }, [claim, router]);
  const switchTo = useCallback(
    (id: string) => {
      own.current = id;
      refresh();
    },
    [refresh],
  );
  useEffect(() => {
    const leaving = new AbortController();
    const options = { capture: true, passive: true, signal: leaving.signal };
    for (const event of ['focus', 'pointerdown', 'keydown']) window.addEventListener(event, claim, options);
    // The page was restored from the back/forward cache, so user and permissions may have changed.
    window.addEventListener('pageshow', ({ persisted }) => persisted && refresh(), options);
    return () => leaving.abort();
  }, [claim, refresh]);
  const tab = useMemo(() => ({ userId, accountId, refresh, switchTo }), [userId, accountId, refresh, switchTo]);
  return <TabContext value={tab}>{children}</TabContext>;
}

export function useTab(): Tab {
  const tab = use(TabContext);
  if (!tab) throw new Error('A part of the portal stands outside <TabAccount>.');
  return tab;
}

function writeCookie(name: string, value: string): void {
  if (document.cookie.split('; ').includes(`${name}=${value}`)) return;
  const secure = name.startsWith('__Host-') ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store writes later, after the request that needs it
  document.cookie = `${name}=${value}; Path=/; SameSite=Lax${secure}`;
}
