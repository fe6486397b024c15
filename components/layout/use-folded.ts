'use client';

import { useStored } from '#components/ui/use-stored.ts';

/** Whether the sidebar shows icons alone, as this browser remembers it, and how to change that. */
export function useFolded(): [isFolded: boolean, fold: (isFolded: boolean) => void] {
  const [choice, choose] = useStored('sidebar');
  return [choice === 'folded', (isFolded) => choose(isFolded ? 'folded' : 'open')];
}
