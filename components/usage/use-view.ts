'use client';

import { useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import { VIEW_PARSERS, VIEW_URL_KEYS, type ViewState } from '#lib/usage/view/parsers.ts';

export type ViewChange = Partial<{ [Name in keyof ViewState]: ViewState[Name] | null }>;

/** The state of the page in its address. A change asks the server for the page anew, and Back returns to the one before. */
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
