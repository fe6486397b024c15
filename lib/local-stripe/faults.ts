import type { AnyObject, World } from './world.ts';

/** A fault of the API, for calls whose `POST /v1/…` matches. */
export interface ApiFault {
  match: RegExp;
  /**
   * `error` and `rate_limit` answer before anything happens; `cut` and `error_after` lose the answer of a call that has
   * happened; `hang_after` keeps the caller waiting for it.
   */
  kind: 'error' | 'rate_limit' | 'cut' | 'error_after' | 'hang_after';
  /** The number of calls that fail; one by default. */
  times?: number;
}

/** The faults of webhook delivery: the share of events, 0 to 1. */
export interface WebhookFaults {
  drop?: number;
  duplicate?: number;
  delayMs?: number;
}

export class Faults {
  readonly #api: ApiFault[] = [];
  webhooks: WebhookFaults = {};
  /** The probability that a read returns an earlier state of the object, 0 to 1. */
  staleness = 0;
  /** Fixed replies to reads of an object, by its id. */
  readonly pinned = new Map<string, object>();
  random: () => number = Math.random;

  /** Makes the next matching calls fail. */
  add(fault: ApiFault): void {
    this.#api.push({ times: 1, ...fault });
  }

  /** Takes the next fault for a call, counting one of its times. */
  take(call: string): ApiFault['kind'] | null {
    const fault = this.#api.find(({ match, times = 0 }) => times > 0 && match.test(call));
    if (!fault) return null;
    fault.times = (fault.times ?? 1) - 1;
    return fault.kind;
  }

  /** The state that a read returns: the object, or randomly one of its earlier states. */
  asRead(world: World, object: object): object {
    const pinned = this.pinned.get((object as AnyObject).id);
    if (pinned) return pinned;
    if (this.staleness === 0 || this.random() >= this.staleness) return object;
    const states = world.history.get((object as AnyObject).id) ?? [];
    return states[Math.floor(this.random() * states.length)] ?? object;
  }
}
