import { UpstreamError } from './error.ts';
import type { Receiver } from './exchange.ts';

/** Gathers a JSON body and parses it at its end; what does not parse was cut. */
export class WholeBody<T> implements Receiver {
  readonly value: Promise<T>;
  readonly #settle: PromiseWithResolvers<T> = Promise.withResolvers<T>();
  readonly #parse: (json: unknown) => T;
  readonly #chunks: Buffer[] = [];

  /** `parse` throws on a shape it does not know. */
  constructor(parse: (json: unknown) => T) {
    this.#parse = parse;
    this.value = this.#settle.promise;
  }

  onOpen(): void {}

  onData(chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onEnd(): void {
    const [only] = this.#chunks;
    const body = this.#chunks.length === 1 && only ? only : Buffer.concat(this.#chunks);
    try {
      this.#settle.resolve(this.#parse(JSON.parse(body.toString())));
    } catch {
      throw new UpstreamError({ kind: 'truncated' });
    }
  }

  onFailure(error: unknown): void {
    this.#settle.reject(error);
  }
}
