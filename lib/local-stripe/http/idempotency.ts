import { createHash } from 'node:crypto';
import { StripeFailure } from './error.ts';

export interface StripeReply {
  status: number;
  body: object;
}

interface Memory {
  request: string;
  at: number;
  /** Null while the first call runs. */
  answer: StripeReply | null;
}

const DAY_MS = 86_400_000;

/** The replies by idempotency key, for 24 hours. */
export class Idempotency {
  readonly memories = new Map<string, Memory>();

  /**
   * The reply of an earlier call with the same key, or null when this call is the first and now runs.
   * @throws StripeFailure for a key in use by a running call, or used for another request
   */
  begin(key: string, call: string, nowMs: number): StripeReply | null {
    const request = createHash('sha256').update(call).digest('hex');
    const known = this.memories.get(key);
    if (known && nowMs - known.at < DAY_MS) return this.#recall(known, request, key);
    this.memories.set(key, { request, at: nowMs, answer: null });
    return null;
  }

  #recall(known: Memory, request: string, key: string): StripeReply {
    if (known.request !== request)
      throw new StripeFailure(400, {
        type: 'idempotency_error',
        message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      });
    if (known.answer) return known.answer;
    throw new StripeFailure(409, {
      type: 'idempotency_error',
      code: 'idempotency_key_in_use',
      message: `There is currently another in-progress request using this Idempotent Key (${key}).`,
    });
  }

  /** Stores a reply, success or failure. A call with refused parameters did not begin, so its key is forgotten. */
  end(key: string, answer: StripeReply | null): void {
    const memory = this.memories.get(key);
    if (memory && answer) memory.answer = answer;
    else this.memories.delete(key);
  }
}
