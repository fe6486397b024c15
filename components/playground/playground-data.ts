import type { ActionResult } from '#lib/auth/action-result.ts';
import type { RenderedFor } from '#lib/auth/rendered-for.ts';
import type { NanoUsd } from '#lib/billing/money.ts';
import type { Content } from '#lib/content/content.ts';
import type { PlayedRun } from '#lib/content/played.ts';
import type { Retention } from '#lib/db/generated/enums.ts';
import type { ShareDays, ShareSummary } from '#lib/playground/share/rules.ts';

/** The server's data for the user of the playground. */
export interface PlaygroundData {
  page: RenderedFor;
  /** Usable keys of the account, the last used first. */
  keys: readonly PlaygroundKey[];
  available: NanoUsd;
  /** Whether the user may open receipts in billing. */
  mayReadBilling: boolean;
  /** No live provider is configured, so the sandbox answers live keys too. */
  isSandboxOnly: boolean;
  now: Date;
  /** Base URL for copied code, up to and with `/v1`. */
  apiUrl: string;
  share: ShareActions;
  /** How long the account stores content of requests. */
  retention: Retention;
  /** Lists the user's own runs, where the account stores content. */
  listPlayed: Action<Record<string, never>, PlayedRun[]>;
  /** Reads the stored content of a request. */
  openStored: Action<{ requestId: string }, Content>;
}

type Action<I, T> = (input: I) => Promise<ActionResult<T>>;

/** Actions for public links to a draft. */
interface ShareActions {
  /** Returns the token of the link. */
  create: Action<{ draft: Record<string, unknown>; days: ShareDays }, string>;
  list: Action<Record<string, never>, ShareSummary[]>;
  revoke: Action<{ id: string }, void>;
}

export interface PlaygroundKey {
  id: string;
  name: string;
  hint: string;
  mode: 'live' | 'test';
  /** Catalog ids the key may call; empty for all. */
  models: readonly string[];
}
