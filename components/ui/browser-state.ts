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
 * The URL's query, and a function that changes it. The change applies to the current URL, because the user may act
 * before
 * React has read it. A prerendered page starts with an empty query, so its HTML is complete without scripts; Next's
 * `useSearchParams` would exclude everything below it from that HTML.
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

/** The current day in UTC. During hydration of a prerendered page, the day of the build. */
export const useToday = (builtAt: number): number => useSyncExternalStore(never, today, () => builtAt);

/** The page's origin. During hydration of a prerendered page, the origin of the build. */
export const useOrigin = (built: string): string =>
  useSyncExternalStore(
    never,
    () => window.location.origin,
    () => built,
  );
