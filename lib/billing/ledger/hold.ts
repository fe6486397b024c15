import type { NanoUsd } from '../money.ts';

/** The worst case of one request, to be set aside before it is sent upstream. */
export interface HoldRequest {
  requestId: string;
  accountId: string;
  keyId: string;
  /** The price the request will be settled at, whatever the catalog says by then. */
  priceId: string;
  /** Above zero. */
  amount: NanoUsd;
}

export type BudgetWindow = 'total' | 'day' | 'month';

export type HoldResult =
  | { placed: true }
  | { placed: false; reason: 'insufficient_credit'; available: NanoUsd }
  | {
      placed: false;
      reason: 'key_limit';
      window: BudgetWindow;
      cap: NanoUsd;
      /** Spent in this window, and held at this moment. */
      used: NanoUsd;
      /** When the window starts anew, in UTC; null for `total`. */
      resetsAt: Date | null;
    };
