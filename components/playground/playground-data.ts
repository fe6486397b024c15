import type { ActionResult } from '#lib/auth/action-result.ts';
import type { RenderedFor } from '#lib/auth/rendered-for.ts';
import type { NanoUsd } from '#lib/billing/money.ts';
import type { Content } from '#lib/content/content.ts';

/** What the server knows of whoever uses the playground. */
export interface PlaygroundData {
  page: RenderedFor;
  /** Keys of the account that work now; the last used first. */
  keys: readonly PlaygroundKey[];
  available: NanoUsd;
  /** Whether receipts open in billing. */
  mayReadBilling: boolean;
  /** No live upstream is connected: the sandbox answers live keys too. */
  isSandboxOnly: boolean;
  now: Date;
  /** Up to `/v1`, for programs to copy. */
  apiUrl: string;
  /** Reads the content of a request, where it is stored. */
  openStored: (input: { requestId: string }) => Promise<ActionResult<Content>>;
}

export interface PlaygroundKey {
  id: string;
  name: string;
  hint: string;
  mode: 'live' | 'test';
  /** Catalog ids it may call; empty for all. */
  models: readonly string[];
}
