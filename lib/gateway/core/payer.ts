import type { NanoUsd } from '#lib/billing/money.ts';
import type { Principal } from '#lib/keys/principal.ts';
import type { RequestContext } from './context.ts';
import type { ParsedRequest } from './dialect.ts';
import type { Outcome } from './outcome.ts';
import type { PreparedRequest } from './prepare.ts';

/** The party that pays for requests. */
export interface Payer {
  /** Sets the worst case aside. @throws AppError 402 when that is not covered */
  reserve(prepared: PreparedRequest): Promise<Reservation>;
  /** Records a request refused before anything was set aside, in the background. Never throws. */
  recordRefusal(refused: Refused, error: unknown): void;
}

/** Money set aside for one request. `charge.ts` calls exactly one of the two methods, once. */
export interface Reservation {
  /**
   * Charges the usage, never more than was set aside. A request is billed if and only if this resolves; otherwise
   * `release` must follow.
   * @throws AppError `billing_unavailable` when no store accepted the record
   */
  settle(outcome: Outcome): Promise<NanoUsd>;
  /** Charges nothing, and records how the request ended. */
  release(outcome: Outcome): Promise<void>;
}

export interface Refused {
  context: RequestContext;
  principal: Principal;
  /** Absent when the body could not be read. */
  request: ParsedRequest | undefined;
}
