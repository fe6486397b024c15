import 'server-only';
import { type Content, MOST_CONTENT_BYTES } from '#lib/content/content.ts';
import { retentionFor, STORE_HEADER, toStoreWord } from '#lib/content/retention.ts';
import { storeContent } from '#lib/content/store.ts';
import type { RequestContext } from './core/context.ts';
import type { IncomingRequest } from './core/incoming-request.ts';
import type { Observation } from './core/observer.ts';
import type { Payer } from './core/payer.ts';
import type { PreparedRequest } from './core/prepare.ts';
import { type Accumulation, accumulateEvent, contentOf, EMPTY_ACCUMULATION } from './messages/accumulate.ts';
import type { MessagesResponse } from './messages/response.ts';

interface Keeping {
  /** The value of the request's header. */
  header?: string | undefined;
  /** The user who sends it from the playground. */
  userId?: string;
}

/**
 * Wraps a request so that it and its answer are stored once settled. Returns the request itself where nothing is
 * stored. The answer's header says which.
 * @throws AppError invalid_value for an invalid header
 */
export function keepingContent(
  incoming: IncomingRequest,
  context: RequestContext,
  { header, userId }: Keeping = {},
): IncomingRequest {
  const { principal, payer, observer } = incoming;
  const retention = retentionFor(principal.storage, header);
  if (header !== undefined || retention !== 'none') context.headers[STORE_HEADER] = toStoreWord(retention);
  if (retention === 'none') return incoming;
  const seen = new SeenContent();
  const store = ({ model }: PreparedRequest) =>
    storeContent({
      ...{ requestId: context.requestId, accountId: principal.accountId, keyId: principal.keyId },
      ...{ userId: userId ?? null, model: model.id, retention, isAsked: header !== undefined, content: seen.take() },
    });
  return {
    ...incoming,
    payer: payerThen(payer, store),
    observer: (observation, atMs) => {
      seen.note(observation);
      observer?.(observation, atMs);
    },
  };
}

/** Runs `then` once a request has ended: only then is its record known to be written. */
const payerThen = (payer: Payer, then: (prepared: PreparedRequest) => void): Payer => ({
  ...payer,
  reserve: async (prepared) => {
    const reservation = await payer.reserve(prepared);
    return {
      settle: async (outcome) => {
        const cost = await reservation.settle(outcome);
        then(prepared);
        return cost;
      },
      release: async (outcome) => {
        await reservation.release(outcome);
        then(prepared);
      },
    };
  },
});

/** Gathers the content of a request and its answer in the form in which it is stored. */
class SeenContent {
  #request = '';
  #message: MessagesResponse | null = null;
  #streamed: Accumulation = EMPTY_ACCUMULATION;
  #isTooLarge = false;

  note(observation: Observation): void {
    if (observation.kind === 'received') this.#noteRequest(observation.text);
    if (this.#isTooLarge) return;
    if (observation.kind === 'message') this.#message = observation.message;
    if (observation.kind === 'events') this.#noteEvents(observation.events);
  }

  /** Null when the content is too large. */
  take(): Content | null {
    if (this.#isTooLarge) return null;
    const blocks = this.#message?.content ?? contentOf(this.#streamed);
    const stopReason = this.#message?.stop_reason ?? this.#streamed.envelope.stopReason;
    return { request: this.#request, answer: blocks.length > 0 ? { blocks: [...blocks], stopReason } : null };
  }

  #noteRequest(text: string): void {
    this.#isTooLarge = text.length > MOST_CONTENT_BYTES;
    this.#request = this.#isTooLarge ? '' : text;
  }

  /** An invalid event ends the answer; the content before it is kept. */
  #noteEvents(events: Extract<Observation, { kind: 'events' }>['events']): void {
    try {
      for (const event of events) this.#streamed = accumulateEvent(this.#streamed, event);
    } catch {
      // The translation of the answer reports the error.
    }
  }
}
