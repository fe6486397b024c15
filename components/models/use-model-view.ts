'use client';

import { type ModelView, parseModelView, toModelQuery } from '#lib/docs/model-filter.ts';
import { useQuery } from './use-query.ts';

/** What the address says a reader wants to see, and a way to change a part of it. */
export function useModelView(): [ModelView, (change: Partial<ModelView>) => void] {
  const [query, changeQuery] = useQuery();
  return [
    parseModelView(query),
    (change) => changeQuery((current) => toModelQuery({ ...parseModelView(current), ...change })),
  ];
}
