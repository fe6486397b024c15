import type { AnyObject, World } from './world.ts';

/** What goes wrong with calls of the API, for the calls whose `POST /v1/…` matches. */
export interface ApiFault {
  match: RegExp;
  /**
   * `error` and `rate_limit` answer before anything happens; `cut` and `error_after` lose the answer of a call that has
   * happened; `hang_after` keeps the caller waiting for it.
   */
  kind: 'error' | 'rate_limit' | 'cut' | 'error_after' | 'hang_after';
  /** How many calls it spoils; one by default. */
  times?: number;
}

/** What goes wrong with webhooks sent by themselves: the share of events, 0 to 1. */
export interface WebhookFaults {
  drop?: number;
  duplicate?: number;
  delayMs?: number;
}

export class Faults {
  readonly #api: ApiFault[] = [];
  webhooks: WebhookFaults = {};
  /** How likely a read is answered with an earlier state of the object, 0 to 1. */
  staleness = 0;
  /** What reads of an object are answered with instead, by its id. */
  readonly pinned = new Map<string, object>();
  random: () => number = Math.random;

  /** Spoils the next calls that match. */
  add(fault: ApiFault): void {
    this.#api.push({ times: 1, ...fault });
  }

  /** The fault for a call, used up by it. */
  take(call: string): ApiFault['kind'] | null {
    const fault = this.#api.find(({ match, times = 0 }) => times > 0 && match.test(call));
    if (!fault) return null;
    fault.times = (fault.times ?? 1) - 1;
    return fault.kind;
  }

  /** What a read sees: the object, or now and then one of its earlier states. */
  asRead(world: World, object: object): object {
    const pinned = this.pinned.get((object as AnyObject).id);
    if (pinned) return pinned;
    if (this.staleness === 0 || this.random() >= this.staleness) return object;
    const states = world.history.get((object as AnyObject).id) ?? [];
    return states[Math.floor(this.random() * states.length)] ?? object;
  }
}
