import type { UpstreamAttempt } from '#lib/usage/attempts.ts';
import type { UpstreamFailure } from '../messages/failure.ts';
import { classifyFailure } from '../messages/failure-class.ts';
import type { AttemptObserver } from './upstream.ts';

type Open = Omit<UpstreamAttempt, 'endedMs'> & { endedMs: number | null };

/** The calls that were made for one request, for its record. */
export class AttemptLog implements AttemptObserver {
  readonly #elapsedMs: () => number;
  readonly #attempts: Open[] = [];
  #provider = '';
  #reason: UpstreamAttempt['reason'] = null;

  constructor(elapsedMs: () => number) {
    this.#elapsedMs = elapsedMs;
  }

  /** Who is asked from now on. The reason is that of the next call; those that follow it are retries. */
  turnTo(provider: string, reason: UpstreamAttempt['reason']): void {
    this.#provider = provider;
    this.#reason = reason;
  }

  started(keyNumber: number): void {
    const attempt = { provider: this.#provider, keyNumber, reason: this.#reason, startedMs: this.#elapsedMs() };
    this.#attempts.push({ ...attempt, answeredMs: null, endedMs: null, failure: null, statusCode: null });
    this.#reason = 'retry';
  }

  answered(): void {
    const open = this.#open;
    if (open) open.answeredMs = this.#elapsedMs();
  }

  /** The running call is over; without one, nothing changes. */
  failed(failure: UpstreamFailure): void {
    const open = this.#open;
    if (!open) return;
    open.endedMs = this.#elapsedMs();
    open.failure = classifyFailure(failure);
    open.statusCode = failure.kind === 'error' ? failure.status : null;
  }

  /** The running call gave an answer, and another one follows. */
  replaced(): void {
    const open = this.#open;
    if (open) open.endedMs = this.#elapsedMs();
  }

  /** What ran until the request ended, ended with it. */
  toRecord(endedMs: number): UpstreamAttempt[] {
    return this.#attempts.map((attempt) => ({ ...attempt, endedMs: attempt.endedMs ?? endedMs }));
  }

  get #open(): Open | undefined {
    const last = this.#attempts.at(-1);
    return last?.endedMs === null ? last : undefined;
  }
}
