import type { ActionResult } from '#lib/auth/action-result.ts';
import type { RenderedFor } from '#lib/auth/rendered-for.ts';
import type { NanoUsd } from '#lib/billing/money.ts';
import type { Content } from '#lib/content/content.ts';
import type { PlayedRun } from '#lib/content/played.ts';
import type { Retention } from '#lib/db/generated/enums.ts';
import type { ShareDays, ShareSummary } from '#lib/playground/share/rules.ts';

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
  share: ShareActions;
  /** How long the account stores content of requests. */
  retention: Retention;
  /** One's own runs, where the account stores them. */
  listPlayed: Action<Record<string, never>, PlayedRun[]>;
  /** Reads the content of a request, where it is stored. */
  openStored: Action<{ requestId: string }, Content>;
}

type Action<I, T> = (input: I) => Promise<ActionResult<T>>;

/** Links that let anybody read a draft. */
interface ShareActions {
  /** Answers with the token of the link. */
  create: Action<{ draft: Record<string, unknown>; days: ShareDays }, string>;
  list: Action<Record<string, never>, ShareSummary[]>;
  revoke: Action<{ id: string }, void>;
}

export interface PlaygroundKey {
  id: string;
  name: string;
  hint: string;
  mode: 'live' | 'test';
  /** Catalog ids it may call; empty for all. */
  models: readonly string[];
}
