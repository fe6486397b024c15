import type { Model } from '#lib/models/model.ts';
import type { MessagesRequest } from '../messages/request.ts';
import type { ReadError } from './call-error.ts';
import type { ParseEvents } from './sse.ts';

/** Kinds of calls to a provider. */
export type Endpoint = 'whole' | 'stream' | 'count' | 'models';

/** A request without its address and its signature. */
export interface Unsigned {
  endpoint: Endpoint;
  method: 'GET' | 'POST';
  path: string;
  body: Buffer | null;
}

/** All differences between providers, as one value; connections, deadlines, keys, breakers and retries are shared. */
export interface Provider {
  readonly name: string;
  /** Below the base URL. `model` is the provider's own name; empty when models are listed. */
  url(endpoint: Endpoint, model: string): string;
  /** The body for a Messages request. */
  toBody(request: MessagesRequest): object;
  /** Names and values in turn, the form that costs undici least. `content-type`, `accept` and the like are set already. */
  sign(request: Unsigned, secret: string): string[];
  /** How events are framed in a stream. */
  readonly frames: ParseEvents;
  /** Reads an error answer. */
  readonly readError: ReadError;
  modelId(model: Model): string;
  readonly capabilities: Capabilities;
}

export interface Capabilities {
  /** Whether it still serves models that Anthropic has retired. */
  servesRetired: boolean;
  /** False where callers order the failures: keys are then never left out. */
  remembersFailures: boolean;
}
