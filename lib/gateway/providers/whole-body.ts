import type { z } from 'zod';
import { JsonSlice } from '#lib/http/json-slice.ts';
import { accumulate } from '../messages/accumulate.ts';
import { errorBodySchema, malformed, toEventError, truncated } from '../messages/failure.ts';
import { type MessagesResponse, messageSchema } from '../messages/response.ts';
import type { Receiver } from './http-call.ts';
import { withRawInputs } from './raw-input.ts';
import { readEvents } from './sse.ts';

/** Drops a byte order mark. */
const UTF8 = new TextDecoder();

/** Gathers a body and reads it at its end. */
export class WholeBody<T> implements Receiver {
  readonly value: Promise<T>;
  readonly #settle: PromiseWithResolvers<T> = Promise.withResolvers<T>();
  readonly #read: (text: string) => T;
  readonly #chunks: Buffer[] = [];

  /** `read` throws an UpstreamError for an invalid body. */
  constructor(read: (text: string) => T) {
    this.#read = read;
    this.value = this.#settle.promise;
  }

  onOpen(): void {}

  onData(chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onEnd(): void {
    this.#settle.resolve(this.#read(toText(this.#chunks)));
  }

  onFailure(error: unknown): void {
    this.#settle.reject(error);
  }
}

export const toText = ([first, ...others]: readonly Buffer[]): string =>
  UTF8.decode(others.length === 0 ? first : Buffer.concat([first ?? Buffer.of(), ...others]));

/** Parses JSON by its schema. @throws UpstreamError: upstream's own error, if the JSON is one */
export function readJson<T>(text: string, schema: z.ZodType<T>): T {
  const json = parse(text);
  const { success, data } = schema.safeParse(json);
  if (success) return data;
  const error = errorBodySchema.safeParse(json).data?.error;
  throw error ? toEventError(error) : malformed('it is JSON of an unknown form');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Without a declared length, only the form of the body shows that it was cut.
    throw /^\s*\{/.test(text) ? truncated() : malformed('it is not JSON');
  }
}

const EVENT_STREAM = /^\s*(?:event|data|id|retry)?:/;

/** The message in a body: JSON, or a stream that came unrequested. */
export function readMessage(text: string): MessagesResponse {
  if (EVENT_STREAM.test(text)) return accumulate(readEvents(text));
  return withRawInputs(readJson(text, messageSchema), () => new JsonSlice(text));
}
