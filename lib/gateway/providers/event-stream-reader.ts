import type { IncomingHttpHeaders } from 'node:http';
import type { StreamEvent } from '../messages/events.ts';
import { toEventError, truncated } from '../messages/failure.ts';
import { AnnouncedContent } from './announced-content.ts';
import type { HttpCall, Receiver } from './http-call.ts';
import type { EventParser, ParseEvents } from './sse.ts';
import { readMessage, toText } from './whole-body.ts';
import { WholeCharacters } from './whole-characters.ts';

/** Unread bytes at which we stop reading from upstream. One network read (64 KB) may come on top. */
const HIGH_WATER_BYTES = 64 * 1024;

type Batch = IteratorResult<StreamEvent[], undefined>;

/**
 * Buffers the events of one stream for one reader and hands over all unread ones as a batch. It ends after
 * `message_stop` and only then; any other end is a failure, thrown once the earlier events have been read.
 */
export class EventStreamReader implements Receiver, AsyncIterableIterator<StreamEvent[], undefined> {
  readonly opened: Promise<void>;
  requestId: string | null = null;
  /** Set when the call that feeds this reader is started. */
  call: HttpCall | null = null;
  readonly #opening = Promise.withResolvers<void>();
  readonly #parser: EventParser;
  readonly #prefill = new AnnouncedContent();
  readonly #characters = new WholeCharacters();
  /** The body, if it turns out to be JSON and no stream; undefined until its first bytes arrive. */
  #json: Buffer[] | null | undefined;
  #events: StreamEvent[] = [];
  #unreadBytes = 0;
  #hasBegun = false;
  #isComplete = false;
  #failure: { error: unknown } | null = null;
  #reader: PromiseWithResolvers<Batch> | null = null;

  constructor(frames: ParseEvents) {
    this.#parser = frames((event) => this.#accept(event));
    this.opened = this.#opening.promise;
  }

  onOpen(headers: IncomingHttpHeaders): void {
    const id = headers['request-id'];
    this.requestId = typeof id === 'string' ? id : null;
  }

  onData(chunk: Buffer): void {
    if (this.#isComplete) return;
    if (this.#json === undefined) this.#json = isJson(chunk) ? [] : null;
    if (this.#json) this.#json.push(chunk);
    else this.#feed(chunk);
  }

  #feed(chunk: Buffer): void {
    try {
      this.#parser.feed(chunk);
    } catch (error) {
      if (!this.#isComplete) throw error; // after the end of the answer, an error is ignored
    }
    this.#unreadBytes += chunk.length;
    this.#offer();
  }

  onEnd(): void {
    if (this.#json) this.#readWhole(this.#json);
    if (!this.#isComplete) throw truncated();
  }

  #readWhole(body: readonly Buffer[]): void {
    this.#accept({ type: 'message_start', message: readMessage(toText(body)) });
    this.#accept({ type: 'message_stop' });
    this.#offer();
  }

  onFailure(error: unknown): void {
    if (this.#isComplete) return;
    this.#failure = { error };
    this.#opening.reject(error);
    this.#wake();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<Batch> {
    if (this.#events.length > 0) return this.#take();
    if (this.#failure) throw this.#failure.error;
    if (this.#isComplete) return { done: true, value: undefined };
    this.#reader = Promise.withResolvers<Batch>();
    return this.#reader.promise;
  }

  /** Called when the reader leaves: unless the answer is complete, upstream's connection is destroyed at once. */
  async return(): Promise<Batch> {
    this.#events = [];
    if (this.#isComplete) this.call?.resume();
    else this.call?.cancel();
    this.#isComplete = true;
    this.#wake();
    return { done: true, value: undefined };
  }

  /** Pauses only while a reader exists and has unread events, because only reading resumes. */
  #offer(): void {
    // Only now, so that an error event in the very first read is still a failure to open, and can be retried.
    if (this.#hasBegun) this.#opening.resolve();
    if (this.#events.length === 0) return;
    if (this.#hasBegun && this.#unreadBytes >= HIGH_WATER_BYTES) this.call?.pause();
    this.#wake();
  }

  #accept(event: StreamEvent): void {
    if (this.#isComplete) return;
    if (event.type === 'error') throw toEventError(event.error);
    if (event.type === 'ping' && this.#events.at(-1)?.type === 'ping') return; // successive pings carry no information
    this.#add(event);
    if (event.type !== 'ping') this.#hasBegun = true;
    if (event.type === 'message_stop') {
      this.#isComplete = true;
      this.call?.linger();
    }
  }

  #add(event: StreamEvent): void {
    if (event.type === 'content_block_delta') {
      const piece = this.#characters.join(event);
      if (piece) this.#events.push(piece);
      return;
    }
    const rest = event.type === 'content_block_stop' ? this.#characters.end(event.index) : null;
    if (rest) this.#events.push(rest);
    this.#events.push(...this.#prefill.read(event));
  }

  #take(): Batch {
    const value = this.#events;
    this.#events = [];
    this.#unreadBytes = 0;
    this.call?.resume();
    return { done: false, value };
  }

  #wake(): void {
    const reader = this.#reader;
    if (!reader) return;
    this.#reader = null;
    this.next().then(reader.resolve, reader.reject);
  }
}

const isJson = (chunk: Buffer): boolean => /^(?:\xef\xbb\xbf)?\s*\{/.test(chunk.toString('latin1', 0, 64));
