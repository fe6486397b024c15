import type { NanoUsd } from '../money.ts';

/** The worst case of one request, to be set aside before it is sent upstream. */
export interface HoldRequest {
  requestId: string;
  accountId: string;
  keyId: string;
  /** The price the request will be settled at, whatever the catalog says by then. */
  priceId: string;
  /** As its record will have them. */
  tags?: readonly string[];
  /** Above zero. */
  amount: NanoUsd;
}

export type BudgetWindow = 'total' | 'day' | 'week' | 'month';
export type BudgetSubject = 'account' | 'member' | 'key' | 'tag';

/** A cap that does not cover a request. */
export interface ReachedCap {
  budgetId: string;
  subject: BudgetSubject;
  subjectId: string;
  /** How the account, member or key is called; null for somebody without a name. */
  name: string | null;
  window: BudgetWindow;
  cap: NanoUsd;
  /** Spent in this window, and held at this moment. */
  used: NanoUsd;
  /** When the window starts anew; null for `total`. */
  resetsAt: Date | null;
}

export type HoldResult =
  | { placed: true }
  /** With a debt nothing is available, whatever the request costs, until it is paid. */
  | { placed: false; reason: 'insufficient_credit'; available: NanoUsd; debt?: NanoUsd }
  /** All that refuse, the one that resets last first. */
  | { placed: false; reason: 'cap_reached'; caps: readonly [ReachedCap, ...ReachedCap[]] };
