import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { malformed, UpstreamError } from '../messages/failure.ts';
import { ErrorBody, type ReadError, toConnectionError } from './call-error.ts';
import type { TimeoutPhase, Watch, Watched } from './deadline.ts';
import { codingsOf, Inflater } from './inflate.ts';
import type { ReadCoalescer, Reading } from './read-coalescer.ts';
import type { Transport, TransportRequest } from './transport.ts';

const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
/** Time to wait for the text of an error whose status is already known. */
const ERROR_BODY_MS = 5_000;
/** How long a complete stream may take to end its HTTP body, so that the connection can be used again. */
const LINGER_MS = 1_000;

/** Gets the body of a 2xx answer. Errors of `onData` and `onEnd` fail the call; after `onFailure` nothing follows. */
export interface Receiver {
  onOpen(headers: IncomingHttpHeaders): void;
  /** All bytes of one network read. */
  onData(bytes: Buffer): void;
  onEnd(): void;
  onFailure(error: unknown): void;
}

export interface HttpCallOptions {
  transport: Transport;
  watch: Watch;
  coalescer: ReadCoalescer;
  request: TransportRequest;
  receiver: Receiver;
  /** Reads error answers in the provider's form. */
  readError: ReadError;
  signal: AbortSignal;
  limits: { connectMs: number; firstByteMs: number; idleMs: number; totalAt: number };
}

/** An HTTP request and its answer: statuses, deadlines, size caps and the caller's signal end it, each exactly once. */
export class HttpCall implements Dispatcher.DispatchHandler, Watched, Reading {
  totalAt: number;
  quietSince: number;
  quietMs: number;
  quietPhase: TimeoutPhase = 'connect';
  isPaused = false;
  place = -1;
  turn = 0;
  readonly #options: HttpCallOptions;
  readonly #onAbort = () => this.#fail(this.#options.signal.reason);
  #controller: Dispatcher.DispatchController | null = null;
  #errorBody: ErrorBody | null = null;
  #inflater: Inflater | null = null;
  #arrived: Buffer[] = [];
  #hasAnswered = false;
  #isOver = false;
  #receivedBytes = 0;

  constructor(options: HttpCallOptions) {
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

  /** Destroys the connection at once, without telling the receiver. */
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
    this.#failAnswer(new UpstreamError({ kind: 'timeout', phase }));
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
      this.#errorBody = new ErrorBody(status, headers['retry-after'], this.#options.readError);
      this.#expect('idle', Math.min(ERROR_BODY_MS, this.#options.limits.idleMs));
    }
    const coding = headers['content-encoding'];
    if (coding !== undefined) this.#attempt(() => this.#inflate(codingsOf(coding)));
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#isOver) return;
    if (this.#arrived.push(chunk) === 1) this.#options.coalescer.schedule(this, chunk.length);
  }

  onResponseEnd(): void {
    this.deliver();
    if (this.#isOver) return;
    if (this.#inflater) this.#inflater.end();
    else this.#attempt(() => this.#finish());
  }

  onResponseError(_: Dispatcher.DispatchController, cause: Error): void {
    this.deliver();
    this.#failAnswer(toConnectionError(cause, this.#hasAnswered));
  }

  /** Delivers all chunks that arrived as one. */
  deliver(): void {
    const [first, ...others] = this.#arrived;
    if (this.#isOver || !first) return;
    this.#arrived = [];
    const bytes = others.length === 0 ? first : Buffer.concat([first, ...others]);
    if (!this.#errorBody) this.#expect('idle', this.#options.limits.idleMs);
    if (this.#inflater) this.#inflater.write(bytes);
    else this.#attempt(() => this.#take(bytes));
  }

  /** Some proxies compress bodies against `accept-encoding`. */
  #inflate(codings: readonly string[]): void {
    if (codings.length === 0) return;
    this.#inflater = new Inflater(codings, {
      onData: (bytes) => this.#attempt(() => this.#take(bytes)),
      onEnd: () => this.#attempt(() => this.#finish()),
      onFailure: (error) => this.#failAnswer(error),
    });
  }

  #take(bytes: Buffer): void {
    this.#receivedBytes += bytes.length;
    if (this.#errorBody) this.#errorBody.add(bytes);
    else if (this.#receivedBytes > MAX_ANSWER_BYTES) throw malformed('it is longer than 64 MB');
    else this.#options.receiver.onData(bytes);
  }

  #finish(): void {
    if (this.#errorBody) throw this.#errorBody.toError();
    this.#options.receiver.onEnd();
    this.#leave();
  }

  /** An error of the receiver ends the call. */
  #attempt(step: () => void): void {
    if (this.#isOver) return;
    try {
      step();
    } catch (error) {
      this.#failAnswer(error);
    }
  }

  #expect(phase: TimeoutPhase, quietMs: number): void {
    this.quietPhase = phase;
    this.quietMs = quietMs;
    this.quietSince = this.#options.watch.now();
  }

  /** An error status whose text cannot be read is still that error. */
  #failAnswer(error: unknown): void {
    this.#fail(this.#errorBody?.toError() ?? error);
  }

  #fail(error: unknown): void {
    if (this.#isOver) return;
    this.#leave();
    this.#controller?.abort(new Error('failed'));
    this.#options.receiver.onFailure(error);
  }

  #leave(): void {
    this.#isOver = true;
    this.#inflater?.destroy();
    this.#options.watch.remove(this);
    this.#options.signal.removeEventListener('abort', this.#onAbort);
  }
}
