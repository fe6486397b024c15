'use client';

import { useEffect, useState } from 'react';

/**
 * Returns the token in the fragment of an e-mail's link; null when there is none, undefined before the browser has read
 * it.
 * It is removed from the address bar, so that it is not copied from there.
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
    // The link may be opened in a tab that already shows its page, which loads nothing.
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, []);
  return token;
}

const KEY = 'tokenhub.invitation';

// Stored, because the confirmation link of a sign-up opens in another tab.
export const rememberInvitation = (token: string): void => window.localStorage.setItem(KEY, token);
export const recallInvitation = (): string | null => window.localStorage.getItem(KEY);
export const forgetInvitation = (): void => window.localStorage.removeItem(KEY);
