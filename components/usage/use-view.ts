'use client';

import { useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import { VIEW_PARSERS, VIEW_URL_KEYS, type ViewState } from '#lib/usage/view/parsers.ts';

export type ViewChange = Partial<{ [Name in keyof ViewState]: ViewState[Name] | null }>;

/** The page's state in its URL. A change reloads the data, and Back restores the previous state. */
export function useView() {
  const [isPending, startTransition] = useTransition();
  const [state, setState] = useQueryStates(VIEW_PARSERS, {
    urlKeys: VIEW_URL_KEYS,
    shallow: false,
    history: 'push',
    startTransition,
  });
  return { state, isPending, change: (change: ViewChange) => void setState(change) };
}
