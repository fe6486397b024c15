'use client';

import { createContext, type ReactNode, use, useCallback, useEffect, useMemo } from 'react';
import type { RenderedFor } from '#lib/auth/rendered-for.ts';
import { useTab } from './tab-account.tsx';

const PageContext = createContext<RenderedFor | null>(null);

/** Provides the user and account that a portal page was rendered for. Its server actions send them along. */
export function PageFor({ userId, accountId, children }: RenderedFor & { children: ReactNode }) {
  const { refresh, ...tab } = useTab();
  const isOfTab = tab.userId === userId && tab.accountId === accountId;
  // A header that was rendered for another account or user is stale, so one request reloads page and header.
  useEffect(() => {
    if (!isOfTab) refresh();
  }, [isOfTab, refresh]);
  const page = useMemo(() => ({ userId, accountId }), [userId, accountId]);
  return <PageContext value={page}>{children}</PageContext>;
}

/** Wraps a server action so that it receives the user and account that the page was rendered for. */
export function usePageAction<I, T>(action: (page: RenderedFor, input: I) => Promise<T>): (input: I) => Promise<T> {
  const page = use(PageContext);
  if (!page) throw new Error('An action is used outside <PageFor>.');
  return useCallback((input) => action(page, input), [action, page]);
}
