import { z } from 'zod';

/**
 * A failure upstream, before its meaning for the customer is known. Its text names the operator's organisation
 * and keys, so it goes to the operator's log at most; `explain-failure.ts` decides what the customer reads.
 */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly failure: UpstreamFailure;
  /** Calls made before giving up. */
  attempts = 1;

  constructor(failure: UpstreamFailure, options?: { cause?: unknown }) {
    super(`upstream ${failure.kind}`, options);
    this.failure = failure;
  }
}

export type UpstreamFailure =
  /** Upstream answered with an error status, or with an `error` event inside a stream (`status: null`). */
  | {
      kind: 'error';
      status: number | null;
      type: string | null;
      errorCode: string | null;
      message: string;
      retryAfterSeconds: number | null;
    }
  /** The connection was refused, reset or closed before the answer was complete. */
  | { kind: 'connection'; phase: 'before_response' | 'after_response' }
  /** The certificate is not trusted, or the two sides have no version of TLS in common. */
  | { kind: 'untrusted' }
  /** The answer ended before `message_stop`. */
  | { kind: 'truncated' }
  /** The answer breaks upstream's own protocol. `what` is a clause in our words, fit for the customer. */
  | { kind: 'malformed'; what: string }
  | { kind: 'timeout'; phase: 'connect' | 'first_byte' | 'idle' | 'total' }
  /** No upstream key is usable: none is configured, or open breakers exclude all. */
  | { kind: 'no_capacity'; retryAfterSeconds?: number; isAccountFault?: boolean };

export const truncated = (): UpstreamError => new UpstreamError({ kind: 'truncated' });

/** `what` continues the sentence “the answer cannot be trusted:”. It never quotes upstream. */
export const malformed = (what: string): UpstreamError => new UpstreamError({ kind: 'malformed', what });

/** An `error` event inside a stream whose status line said 200. */
export function toEventError(error: { type: string; message: string }): UpstreamError {
  const { type, message } = error;
  return new UpstreamError({ kind: 'error', status: null, type, errorCode: null, message, retryAfterSeconds: null });
}

/** The body of an upstream error: `{"type":"error","error":{…},"request_id":"req_…"}`. */
export const errorBodySchema = z.object({
  error: z.object({
    type: z.string(),
    message: z.string().catch(''),
    details: z.object({ error_code: z.string().nullish() }).nullish().catch(null),
  }),
  request_id: z.string().nullish().catch(null),
});
