'use client';

import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef } from 'react';
import type { RenderedFor } from '#lib/auth/rendered-for.ts';
import { useRouter } from '#lib/i18n/navigation.ts';

interface Tab extends RenderedFor {
  /** Reads the page again, for this tab's account. */
  refresh: () => void;
  /** Shows another of the user's accounts in this tab. */
  switchTo: (accountId: string) => void;
}

const TabContext = createContext<Tab | null>(null);

interface TabAccountProps extends RenderedFor {
  /** The cookie that says which account pages show. */
  cookieName: string;
  children: ReactNode;
}

/**
 * Lets each tab show an account of its own. The cookie that chooses one belongs to all tabs, so the tab in use writes
 * its own account there before it asks for anything.
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
    // The browser brought the page back as it was left: who is signed in and what they may see can have changed.
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
