import type { NanoUsd } from '../money.ts';

/** The worst-case cost of one request, to be reserved before it is sent upstream. */
export interface HoldRequest {
  requestId: string;
  accountId: string;
  keyId: string;
  /** The price of the later settlement, even if the catalog changes meanwhile. */
  priceId: string;
  tags?: readonly string[];
  sessionId?: string | null;
  /** Positive. */
  amount: NanoUsd;
}

export type BudgetWindow = 'total' | 'day' | 'week' | 'month';
export type BudgetSubject = 'account' | 'member' | 'key' | 'tag' | 'session';

/** A cap that does not cover a request. */
export interface ReachedCap {
  budgetId: string;
  subject: BudgetSubject;
  subjectId: string;
  /** The display name of the account, member or key; null without one. */
  name: string | null;
  window: BudgetWindow;
  cap: NanoUsd;
  /** Spent in this window, plus currently held. */
  used: NanoUsd;
  /** When the window resets; null for `total`. */
  resetsAt: Date | null;
}

export type HoldResult =
  | { placed: true }
  /** A debt must be paid before any amount is available. */
  | { placed: false; reason: 'insufficient_credit'; available: NanoUsd; debt?: NanoUsd }
  /** All caps that refuse; the one that resets last is first. */
  | { placed: false; reason: 'cap_reached'; caps: readonly [ReachedCap, ...ReachedCap[]] };
