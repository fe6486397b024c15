'use client';

import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

/**
 * The query of the address, and a way to replace it. A prerendered page has none until it wakes up, so its HTML is
 * whole for those who cannot run it; Next's own hook would leave everything below it out.
 */
export function useQuery(): [URLSearchParams, (next: URLSearchParams) => void] {
  const search = useSyncExternalStore(
    subscribe,
    () => window.location.search,
    () => '',
  );
  return [new URLSearchParams(search), replaceQuery];
}

function replaceQuery(next: URLSearchParams): void {
  const { pathname, hash } = window.location;
  window.history.replaceState(null, '', `${pathname}${next.size > 0 ? `?${next}` : ''}${hash}`);
  for (const listener of listeners) listener();
}
