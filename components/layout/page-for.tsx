'use client';

import { createContext, type ReactNode, use, useCallback, useEffect, useMemo } from 'react';
import type { RenderedFor } from '#lib/auth/rendered-for.ts';
import { useTab } from './tab-account.tsx';

const PageContext = createContext<RenderedFor | null>(null);

/** Around every page of the portal: for whom it was rendered, which its actions carry. */
export function PageFor({ userId, accountId, children }: RenderedFor & { children: ReactNode }) {
  const { refresh, ...tab } = useTab();
  const isOfTab = tab.userId === userId && tab.accountId === accountId;
  // The header was rendered earlier and names another account or user: both are read again, in one request.
  useEffect(() => {
    if (!isOfTab) refresh();
  }, [isOfTab, refresh]);
  const page = useMemo(() => ({ userId, accountId }), [userId, accountId]);
  return <PageContext value={page}>{children}</PageContext>;
}

/** A server action that concerns whom the page was rendered for. */
export function usePageAction<I, T>(action: (page: RenderedFor, input: I) => Promise<T>): (input: I) => Promise<T> {
  const page = use(PageContext);
  if (!page) throw new Error('An action is used outside <PageFor>.');
  return useCallback((input) => action(page, input), [action, page]);
}
