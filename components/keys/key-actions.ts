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

/** How many of several keys were changed; the others no longer could be. */
export interface BulkOutcome {
  changed: number;
  unchanged: number;
}

type Action<I, T> = (input: I) => Promise<ActionResult<T>>;

/** The server actions of the keys pages. */
export interface KeyActions {
  create: Action<z.input<typeof createKeyInput>, FreshKey>;
  update: Action<{ id: string; changes: z.input<typeof updateKeyInput> }, null>;
  rotate: Action<{ id: string } & RotateKeyInput, FreshKey>;
  revoke: Action<{ ids: string[] }, BulkOutcome>;
  setEnabled: Action<{ ids: string[]; isEnabled: boolean }, BulkOutcome>;
}
