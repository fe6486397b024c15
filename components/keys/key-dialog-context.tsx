'use client';

import { createContext, type ReactNode, use } from 'react';
import type { z } from 'zod';
import type { CodeSample } from '#components/ui/code-block.tsx';
import type { ActionResult } from '#lib/auth/action-result.ts';
import type { Retention } from '#lib/db/generated/enums.ts';
import type { createKeyInput, RotateKeyInput, updateKeyInput } from '#lib/keys/schema.ts';
import type { Tier } from '#lib/models/model.ts';

/** A model as an option of the form. */
export interface ModelOption {
  id: string;
  name: string;
  tier: Tier;
  isDeprecated: boolean;
}

interface KeyDialogData {
  actions: KeyActions;
  models: readonly ModelOption[];
  /** Retention of the account, and whether the user may set a longer one for a key. */
  storage: { retention: Retention; mayRaise: boolean };
  /** First requests to copy, shown with a new secret. */
  samples: readonly CodeSample[];
}

const KeyDialogContext = createContext<KeyDialogData | null>(null);

/** Data and actions for all key dialogs, provided once by the page. */
export function KeyDialogProvider({ children, ...data }: KeyDialogData & { children: ReactNode }) {
  return <KeyDialogContext value={data}>{children}</KeyDialogContext>;
}

export function useKeyDialogData(): KeyDialogData {
  const data = use(KeyDialogContext);
  if (!data) throw new Error('A dialog about keys stands outside <KeyDialogProvider>.');
  return data;
}

/** A new key with the only copy of its secret. */
export interface FreshKey {
  id: string;
  name: string;
  mode: 'live' | 'test';
  secret: string;
}

interface BulkOutcome {
  /** Ids of the changed keys. Keys that had the wanted state already are not included. */
  changed: string[];
  /** The number of keys that could no longer be changed. */
  unchanged: number;
}

type Action<I, T> = (input: I) => Promise<ActionResult<T>>;

/** Server actions of the keys pages. */
export interface KeyActions {
  create: Action<z.input<typeof createKeyInput>, FreshKey>;
  update: Action<{ id: string; edit: z.input<typeof updateKeyInput> }, null>;
  rotate: Action<{ id: string } & RotateKeyInput, FreshKey>;
  revoke: Action<{ ids: string[] }, BulkOutcome>;
  setEnabled: Action<{ ids: string[]; isEnabled: boolean }, BulkOutcome>;
}
