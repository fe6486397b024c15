import type { Faults } from '../faults.ts';
import type { LocalEvent } from '../world.ts';
import { toDelivery } from './delivery.ts';

export interface CourierOptions {
  /** The webhook's address; null only collects events. */
  url: string | null;
  secret: string;
  form: 'snapshot' | 'thin';
  now: () => number;
  faults: Faults;
}

const TIMEOUT_MS = 30_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;
const GIVE_UP_MS = 3 * 86_400_000;

/** Delivers events to the webhook, with retries for three days until it answers 2xx. */
export class Courier {
  /** Undelivered events, in their order of occurrence. */
  readonly pending: LocalEvent[] = [];
  readonly #options: CourierOptions;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #closing = new AbortController();
  onChange: () => void = () => {};

  constructor(options: CourierOptions) {
    this.#options = options;
  }

  add(event: LocalEvent): void {
    if (this.#options.url === null) return;
    const { drop = 0, duplicate = 0, delayMs = 0 } = this.#options.faults.webhooks;
    const { random } = this.#options.faults;
    if (random() < drop) return;
    this.pending.push(event);
    this.#after(random() * delayMs, () => this.#bring(event, 0));
    if (random() < duplicate) this.#after(random() * delayMs, () => this.#bring(event, 0));
  }

  /** Continues with the undelivered events of an earlier run. */
  resume(events: readonly LocalEvent[]): void {
    for (const event of events) this.add(event);
  }

  async #bring(event: LocalEvent, attempt: number): Promise<void> {
    const isTaken = await this.#send(event).catch(() => false);
    if (this.#closing.signal.aborted) return;
    const isStale = this.#options.now() / 1_000 - event.created > GIVE_UP_MS / 1_000;
    if (!isTaken && !isStale) {
      this.#after(Math.min(FIRST_RETRY_MS * 2 ** attempt, LAST_RETRY_MS), () => this.#bring(event, attempt + 1));
      return;
    }
    const position = this.pending.indexOf(event);
    if (position >= 0) this.pending.splice(position, 1);
    this.onChange();
  }

  async #send(event: LocalEvent): Promise<boolean> {
    const { url, secret, form, now } = this.#options;
    const { body, signature } = toDelivery(event, { form, secret, timestamp: Math.floor(now() / 1_000) });
    const response = await fetch(String(url), {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature },
      signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      redirect: 'manual',
    });
    await response.body?.cancel();
    return response.ok;
  }

  #after(ms: number, work: () => Promise<void>): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void work();
    }, ms);
    this.#timers.add(timer);
  }

  close(): void {
    this.#closing.abort();
    for (const timer of this.#timers) clearTimeout(timer);
  }
}
