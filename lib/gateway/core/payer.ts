import type { NanoUsd } from '#lib/billing/money.ts';
import type { Principal } from '#lib/keys/principal.ts';
import type { RequestContext } from './context.ts';
import type { ParsedRequest } from './dialect.ts';
import type { Outcome } from './outcome.ts';
import type { PreparedRequest } from './prepare.ts';

/** At whose cost requests are answered. */
export interface Payer {
  /** Sets the worst case aside. @throws AppError 402 when that is not covered */
  reserve(prepared: PreparedRequest): Promise<Reservation>;
  /** Keeps a record of a request that was refused before anything was set aside. It never throws, and nobody waits for it. */
  recordRefusal(refused: Refused, error: unknown): void;
}

/** Money set aside for one request. Either verb resolves it; `charge.ts` sees to it that one does, once. */
export interface Reservation {
  /**
   * Charges what was used, never more than was set aside. A request is billed if and only if this resolves; what is not
   * billed still has to be released.
   * @throws AppError `billing_unavailable` when no place took the record
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
