import type { z } from 'zod';
import type { ActionResult } from '#lib/auth/action-result.ts';
import type { createKeyInput, RotateKeyInput, updateKeyInput } from '#lib/keys/schema.ts';

/** A key that was just made, with the only copy of its secret. */
export interface FreshKey {
  id: string;
  name: string;
  mode: 'live' | 'test';
  secret: string;
}

/** What became of several keys. */
export interface BulkOutcome {
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
