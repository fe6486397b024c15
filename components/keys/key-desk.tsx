'use client';

import { createContext, type ReactNode, use } from 'react';
import type { CodeSample } from '#components/ui/code-block.tsx';
import type { Tier } from '#lib/models/model.ts';
import type { KeyActions } from './key-actions.ts';

/** A model as the form offers it. */
export interface ModelOption {
  id: string;
  name: string;
  tier: Tier;
  isDeprecated: boolean;
}

interface Desk {
  actions: KeyActions;
  models: readonly ModelOption[];
  /** A first request, for whoever has just got a secret. */
  samples: readonly CodeSample[];
}

const DeskContext = createContext<Desk | null>(null);

/** What every dialog about keys needs, given once by the page. */
export function KeyDesk({ children, ...desk }: Desk & { children: ReactNode }) {
  return <DeskContext value={desk}>{children}</DeskContext>;
}

export function useKeyDesk(): Desk {
  const desk = use(DeskContext);
  if (!desk) throw new Error('A dialog about keys stands outside <KeyDesk>.');
  return desk;
}
