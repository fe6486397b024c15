import type { Principal } from '#lib/keys/principal.ts';
import type { Dialect } from './dialect.ts';
import type { Observer } from './observer.ts';
import type { Payer } from './payer.ts';
import type { Upstream } from './upstream.ts';

/** Caller, dialect, payer and limits of a request: everything that differs between our endpoints. */
export interface IncomingRequest {
  principal: Principal;
  dialect: Dialect;
  body: RequestBody;
  payer: Payer;
  limiter: Limiter;
  route: Route;
  /** Absent for nearly all requests, so that observing costs them nothing. */
  observer?: Observer;
}

/** A body that was not read yet. */
export interface RequestBody {
  /** The size that the sender declares; 0 without one. */
  declaredBytes: number;
  /** @throws AppError when it is too large, too slow, exceeds the memory for bodies, or cannot be paid for */
  read(): Promise<Buffer>;
  /** Frees its share of the memory for bodies. */
  release(): void;
}

export interface Limiter {
  /** @throws AppError `rate_limit_exceeded` */
  admit(principal: Principal, bytes: number): Promise<Admission>;
}

/** A request's place within its caller's limits. */
export interface Admission {
  /** For the answer. */
  headers: Record<string, string>;
  /** Counts the body anew now that its size is known. @throws AppError `rate_limit_exceeded` */
  raiseTo(bytes: number): Promise<Record<string, string>>;
  /** Replaces the estimate by the tokens the request took. Calling it again changes nothing. */
  settle(tokens: number): void;
  /** Frees the request's place. Calling it again changes nothing. */
  leave(): void;
}

/** The providers that may answer, in the order in which they are asked; at least one. */
export type Route = (wanted: { principal: Principal; model: string }) => Promise<readonly Upstream[]>;
