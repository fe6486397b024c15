'use client';

import { createContext, type ReactNode, use } from 'react';
import type { z } from 'zod';
import type { CodeSample } from '#components/ui/code-block.tsx';
import type { ActionResult } from '#lib/auth/action-result.ts';
import type { Retention } from '#lib/db/generated/enums.ts';
import type { createKeyInput, RotateKeyInput, updateKeyInput } from '#lib/keys/schema.ts';
import type { Tier } from '#lib/models/model.ts';

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
  /** What the account stores of requests, and whether the reader may have more stored than a key does. */
  storage: { retention: Retention; mayRaise: boolean };
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

/** A key that was just made, with the only copy of its secret. */
export interface FreshKey {
  id: string;
  name: string;
  mode: 'live' | 'test';
  secret: string;
}

/** What became of several keys. */
interface BulkOutcome {
  /** Their ids. Those that were as wanted already are not among them. */
  changed: string[];
  /** How many could not be changed any more. */
  unchanged: number;
}

type Action<I, T> = (input: I) => Promise<ActionResult<T>>;

/** The server actions of the keys pages. */
export interface KeyActions {
  create: Action<z.input<typeof createKeyInput>, FreshKey>;
  update: Action<{ id: string; edit: z.input<typeof updateKeyInput> }, null>;
  rotate: Action<{ id: string } & RotateKeyInput, FreshKey>;
  revoke: Action<{ ids: string[] }, BulkOutcome>;
  setEnabled: Action<{ ids: string[]; isEnabled: boolean }, BulkOutcome>;
}
