'use client';

import { useEffect, useState } from 'react';

/**
 * The token of a link from a mail, from behind the #, or null when there is none; undefined until the browser has looked.
 * It leaves the address bar, so that nobody copies it from there.
 */
export function useMailToken(): string | null | undefined {
  const [token, setToken] = useState<string | null>();
  useEffect(() => {
    const look = () => {
      const found = new URLSearchParams(window.location.hash.slice(1)).get('token');
      if (found) window.history.replaceState(null, '', window.location.pathname + window.location.search);
      setToken((known) => found ?? known ?? null);
    };
    look();
    // The link may be opened in a tab that is on its page already: then nothing is loaded.
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, []);
  return token;
}

const KEY = 'tokenhub.invitation';

// An invitation outlives the way through sign-up and its mail, which opens in another tab.
export const rememberInvitation = (token: string): void => window.localStorage.setItem(KEY, token);
export const recallInvitation = (): string | null => window.localStorage.getItem(KEY);
export const forgetInvitation = (): void => window.localStorage.removeItem(KEY);
