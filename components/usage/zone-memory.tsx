'use client';

import { useEffect } from 'react';
import { useTab } from '#components/layout/tab-account.tsx';

const YEAR_SECONDS = 31_536_000;

/** Reports the browser's time zone to the server in a cookie, so that days match the reader's calendar. */
export function ZoneMemory({ cookieName, zone }: { cookieName: string; zone: string }) {
  const { refresh } = useTab();
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const said = `${cookieName}=${encodeURIComponent(own)}`;
    // The server may use an alias of the zone's name.
    if (own === zone || document.cookie.split('; ').includes(said)) return;
    const secure = cookieName.startsWith('__Host-') ? '; secure' : '';
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support
    document.cookie = `${said}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
    refresh();
  }, [refresh, cookieName, zone]);
  return null;
}
