import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { TimeoutPhase, Watch, Watched } from './deadline.ts';
import { UpstreamError } from './error.ts';
import { ErrorBody, toConnectionError } from './failure.ts';
import type { Transport, TransportRequest } from './transport.ts';

const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
/** An error's status is known already; its text is worth waiting this long for. */
const ERROR_BODY_MS = 5_000;
/** How long a complete stream may take to end its HTTP body, so that the connection can be used again. */
const LINGER_MS = 1_000;

/** Gets the body of a 2xx answer. What `onData` and `onEnd` throw becomes the failure; after `onFailure` nothing follows. */
export interface Receiver {
  onOpen(headers: IncomingHttpHeaders): void;
  /** What came with one network read. */
  onData(bytes: Buffer): void;
  onEnd(): void;
  onFailure(error: unknown): void;
}

export interface ExchangeOptions {
  transport: Transport;
  watch: Watch;
  request: TransportRequest;
  receiver: Receiver;
  signal: AbortSignal;
  limits: { connectMs: number; firstByteMs: number; idleMs: number; totalAt: number };
}

/** One HTTP request and its answer: statuses, deadlines, size caps and the caller's signal end it, each exactly once. */
export class Exchange implements Dispatcher.DispatchHandler, Watched {
  totalAt: number;
  quietSince: number;
  quietMs: number;
  quietPhase: TimeoutPhase = 'connect';
  isPaused = false;
  place = -1;
  readonly #options: ExchangeOptions;
  readonly #onAbort = () => this.#fail(this.#options.signal.reason);
  #controller: Dispatcher.DispatchController | null = null;
  #errorBody: ErrorBody | null = null;
  #arrived: Buffer[] = [];
  #hasAnswered = false;
  #isOver = false;
  #receivedBytes = 0;

  constructor(options: ExchangeOptions) {
    this.#options = options;
    this.totalAt = options.limits.totalAt;
    this.quietSince = options.watch.now();
    this.quietMs = options.limits.connectMs;
  }

  start(): void {
    const { signal, watch, transport, request } = this.#options;
    if (signal.aborted) {
      this.#onAbort();
      return;
    }
    signal.addEventListener('abort', this.#onAbort, { once: true });
    watch.add(this);
    transport.dispatch(request, this);
  }

  /** Stops reading from the socket; silence is then not held against upstream. */
  pause(): void {
    this.isPaused = true;
    this.#controller?.pause();
  }

  resume(): void {
    if (!this.isPaused || this.#isOver) return;
    this.isPaused = false;
    this.quietSince = this.#options.watch.now();
    this.#controller?.resume();
  }

  /** Destroys the connection at once and tells nobody. */
  cancel(): void {
    if (this.#isOver) return;
    this.#leave();
    this.#controller?.abort(new Error('cancelled'));
  }

  /** The answer is complete: the caller's signal no longer matters, and the rest of the body has a moment to end. */
  linger(): void {
    this.#options.signal.removeEventListener('abort', this.#onAbort);
    this.totalAt = Math.min(this.totalAt, this.#options.watch.now() + LINGER_MS);
  }

  expire(phase: TimeoutPhase): void {
    this.#fail(this.#errorBody?.toError() ?? new UpstreamError({ kind: 'timeout', phase }));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isOver) controller.abort(new Error('given up while waiting for a connection'));
    else this.#expect('first_byte', this.#options.limits.firstByteMs);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (this.#isOver || status < 200) return;
    this.#hasAnswered = true;
    if (status < 300) {
      this.#options.receiver.onOpen(headers);
    } else {
      this.#errorBody = new ErrorBody(status, headers['retry-after']);
      this.#expect('idle', Math.min(ERROR_BODY_MS, this.#options.limits.idleMs));
    }
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#isOver) return;
    if (this.#arrived.push(chunk) === 1) queueMicrotask(() => this.#deliver());
  }

  onResponseEnd(): void {
    this.#deliver();
    if (this.#isOver) return;
    try {
      if (this.#errorBody) throw this.#errorBody.toError();
      this.#options.receiver.onEnd();
      this.#leave();
    } catch (error) {
      this.#fail(error);
    }
  }

  onResponseError(_: Dispatcher.DispatchController, cause: Error): void {
    this.#deliver();
    this.#fail(this.#errorBody?.toError() ?? toConnectionError(cause, this.#hasAnswered));
  }

  /** A microtask after the first of them, all chunks of a network read are there: they are one for whoever receives them. */
  #deliver(): void {
    const [first, ...others] = this.#arrived;
    if (this.#isOver || !first) return;
    this.#arrived = [];
    const bytes = others.length === 0 ? first : Buffer.concat([first, ...others]);
    try {
      if (this.#errorBody) this.#errorBody.add(bytes);
      else this.#receive(bytes);
    } catch (error) {
      this.#fail(error);
    }
  }

  #receive(bytes: Buffer): void {
    this.#expect('idle', this.#options.limits.idleMs);
    this.#receivedBytes += bytes.length;
    if (this.#receivedBytes > MAX_ANSWER_BYTES) throw new UpstreamError({ kind: 'truncated' });
    this.#options.receiver.onData(bytes);
  }

  #expect(phase: TimeoutPhase, quietMs: number): void {
    this.quietPhase = phase;
    this.quietMs = quietMs;
    this.quietSince = this.#options.watch.now();
  }

  #fail(error: unknown): void {
    if (this.#isOver) return;
    this.#leave();
    this.#controller?.abort(new Error('failed'));
    this.#options.receiver.onFailure(error);
  }

  #leave(): void {
    this.#isOver = true;
    this.#options.watch.remove(this);
    this.#options.signal.removeEventListener('abort', this.#onAbort);
  }
}
