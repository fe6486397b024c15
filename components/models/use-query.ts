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
 * The query of the address, and a way to replace it. A prerendered page has an empty one until its scripts run, so its HTML
 * is complete without them. Next's `useSearchParams` would leave everything below it out of that HTML.
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
