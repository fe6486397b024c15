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

type Change = (current: URLSearchParams) => URLSearchParams;

/**
 * The query of the address, and a way to change it: from what the address says at that moment, because a quick reader may
 * press something before the component has read it. A prerendered page has an empty one until its scripts run, so its HTML
 * is complete without them. Next's `useSearchParams` would leave everything below it out of that HTML.
 */
export function useQuery(): [URLSearchParams, (change: Change) => void] {
  const search = useSyncExternalStore(
    subscribe,
    () => window.location.search,
    () => '',
  );
  return [new URLSearchParams(search), changeQuery];
}

function changeQuery(change: Change): void {
  const { pathname, search, hash } = window.location;
  const next = change(new URLSearchParams(search));
  window.history.replaceState(null, '', `${pathname}${next.size > 0 ? `?${next}` : ''}${hash}`);
  for (const listener of listeners) listener();
}

const DAY_MS = 86_400_000;
const never = () => () => {};
const today = () => Math.floor(Date.now() / DAY_MS) * DAY_MS;

/** The reader's day in UTC; while a prerendered page wakes up, the day it was built. */
export const useToday = (builtAt: number): number => useSyncExternalStore(never, today, () => builtAt);

/** The origin the reader is at. A prerendered page only knows the one it was `built` for. */
export const useOrigin = (built: string): string =>
  useSyncExternalStore(
    never,
    () => window.location.origin,
    () => built,
  );
