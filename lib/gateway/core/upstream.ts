import type { Model } from '#lib/models/model.ts';
import type { StreamEvent } from '../messages/events.ts';
import type { UpstreamFailure } from '../messages/failure.ts';
import type { MessagesRequest } from '../messages/request.ts';
import type { MessagesResponse } from '../messages/response.ts';

export interface CallOptions {
  signal: AbortSignal;
  /** 1 turns retries off; 3 by default. */
  maxAttempts?: number;
  attempts?: AttemptObserver | undefined;
}

/** Receives an event for each call that an upstream makes. */
export interface AttemptObserver {
  /** With the key of this number, from 1. */
  started(keyNumber: number): void;
  /** The answer has begun, or is there as a whole. */
  answered(): void;
  failed(failure: UpstreamFailure): void;
}

/** Events in batches, one per network read. Leaving the loop early destroys the upstream request. */
export interface UpstreamStream extends AsyncIterable<StreamEvent[]> {
  attempts: number;
  /** The provider's id of the request, for the operator's log. */
  requestId: string | null;
}

/** A whole answer, and how many calls it took. */
export interface UpstreamAnswer {
  message: MessagesResponse;
  attempts: number;
}

/** A provider as the core sees it: Messages in and out, whatever its wire format is. */
export interface Upstream {
  readonly name: string;
  /** Whether it still serves models that Anthropic has retired. */
  readonly servesRetired: boolean;
  /** The provider's own name of a model. */
  modelId(model: Model): string;
  /** The whole answer. Throws `UpstreamError`, or the signal's reason. */
  send(body: MessagesRequest, options: CallOptions): Promise<UpstreamAnswer>;
  /** Resolves when the answer has begun (the first event but a ping), so that earlier failures can still be retried. */
  stream(body: MessagesRequest, options: CallOptions): Promise<UpstreamStream>;
  /**
   * Input tokens of the request as upstream counts them, free of charge. Tried once, and its outcome does not count for
   * messages: counting has limits of its own. Throws `UpstreamError`.
   */
  countTokens(body: MessagesRequest): Promise<number>;
}
