import type { UpstreamAttempt } from '#lib/usage/attempts.ts';
import type { UpstreamFailure } from '../messages/failure.ts';
import { classifyFailure } from '../messages/failure-class.ts';
import type { AttemptObserver } from './upstream.ts';

type Open = Omit<UpstreamAttempt, 'endedMs'> & { endedMs: number | null };

/** Records the upstream calls of one request. */
export class AttemptLog implements AttemptObserver {
  readonly #elapsedMs: () => number;
  readonly #attempts: Open[] = [];
  #provider = '';
  #reason: UpstreamAttempt['reason'] = null;

  constructor(elapsedMs: () => number) {
    this.#elapsedMs = elapsedMs;
  }

  /** Sets the provider of later calls. `reason` is that of the next call; those after it are retries. */
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

  /** Ends the running call, if there is one. */
  failed(failure: UpstreamFailure): void {
    const open = this.#open;
    if (!open) return;
    open.endedMs = this.#elapsedMs();
    open.failure = classifyFailure(failure);
    open.statusCode = failure.kind === 'error' ? failure.status : null;
  }

  /** Ends a call that was answered, before another call replaces its answer. */
  replaced(): void {
    const open = this.#open;
    if (open) open.endedMs = this.#elapsedMs();
  }

  /** A call that is still open ends with the request. */
  toRecord(endedMs: number): UpstreamAttempt[] {
    return this.#attempts.map((attempt) => ({ ...attempt, endedMs: attempt.endedMs ?? endedMs }));
  }

  get #open(): Open | undefined {
    const last = this.#attempts.at(-1);
    return last?.endedMs === null ? last : undefined;
  }
}
