import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { ApiError, ERROR_FORMS } from './errors.ts';

export interface Limits {
  /** Requests whose answers have not ended, hanging ones included. */
  requests: number;
  /** Bytes of all their bodies. */
  bodyBytes: number;
}

const LIMITS: Limits = { requests: 4_096, bodyBytes: 256 * 1024 * 1024 };

/** The capacity held by one request, freed when its response is over. */
interface Room {
  /** @throws ApiError 529 when there is no room for that many more bytes */
  addBytes(count: number): void;
}

/** Limits concurrent work. Excess requests are refused with upstream's overload error, before memory runs out. */
export class Capacity {
  readonly #limits: Limits;
  readonly #used: Limits = { requests: 0, bodyBytes: 0 };

  constructor(limits: Partial<Limits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  /** @throws ApiError 529 when there is no room for another request */
  enter(response: ServerResponse): Room {
    let bytes = 0;
    this.#add('requests', 1);
    response.once('close', () => {
      this.#used.requests -= 1;
      this.#used.bodyBytes -= bytes;
    });
    return {
      addBytes: (count) => {
        this.#add('bodyBytes', count);
        bytes += count;
      },
    };
  }

  #add(kind: keyof Limits, amount: number): void {
    if (this.#used[kind] + amount > this.#limits[kind]) throw new ApiError(ERROR_FORMS['529']);
    this.#used[kind] += amount;
  }
}

const MAX_REMEMBERED = 10_000;

/** Counts identical requests, so that a directive can fail the first few and let a retry succeed. */
export class Attempts {
  readonly #counts = new Map<string, number>();

  /** Counts this body, and returns how often it has come. */
  count(body: string): number {
    const key = createHash('sha1').update(body).digest('base64');
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.delete(key);
    this.#counts.set(key, count);
    if (this.#counts.size > MAX_REMEMBERED) this.#counts.delete(this.#counts.keys().next().value ?? '');
    return count;
  }
}
