import type { Model } from '#lib/models/model.ts';
import type { MessagesRequest } from '../messages/request.ts';
import type { ReadError } from './call-error.ts';
import type { ParseEvents } from './sse.ts';

/** What a provider is asked for. */
export type Endpoint = 'whole' | 'stream' | 'count' | 'models';

/** A request but for its address and its signature. */
export interface Unsigned {
  endpoint: Endpoint;
  method: 'GET' | 'POST';
  path: string;
  body: Buffer | null;
}

/** All that differs between providers, as one value: connections, deadlines, keys, breakers and retries are shared. */
export interface Provider {
  readonly name: string;
  /** Below the base URL. `model` is the provider's own name; empty when models are listed. */
  url(endpoint: Endpoint, model: string): string;
  /** What is written of a request for Messages. */
  toBody(request: MessagesRequest): object;
  /** Names and values in turn, the form that costs undici least. `content-type`, `accept` and the like are set already. */
  sign(request: Unsigned, secret: string): string[];
  /** How events are framed in a stream. */
  readonly frames: ParseEvents;
  /** What an error answer says. */
  readonly readError: ReadError;
  modelId(model: Model): string;
  readonly capabilities: Capabilities;
}

export interface Capabilities {
  /** It still answers for models that Anthropic has retired. */
  servesRetired: boolean;
  /** False where callers order the failures: keys are never left out. */
  remembersFailures: boolean;
}
