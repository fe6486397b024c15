import 'server-only';
import { type Content, MOST_CONTENT_BYTES } from '#lib/content/content.ts';
import { retentionFor, STORE_HEADER, toStoreWord } from '#lib/content/retention.ts';
import { storeContent } from '#lib/content/store.ts';
import type { RequestContext } from './core/context.ts';
import type { Observation } from './core/observer.ts';
import type { Payer } from './core/payer.ts';
import type { PreparedRequest } from './core/prepare.ts';
import type { Story } from './core/story.ts';
import { type Accumulation, accumulateEvent, contentOf, EMPTY_ACCUMULATION } from './messages/accumulate.ts';
import type { MessagesResponse } from './messages/response.ts';

interface Keeping {
  /** What the request's header says. */
  header?: string | undefined;
  /** Who sends it from the playground. */
  userId?: string;
}

/**
 * The same story, of which what was said and answered is stored once it is settled. Where nothing is stored, it is the story
 * itself. The answer's header says what it will be.
 * @throws AppError invalid_value for a header that is not understood
 */
export function keepingContent(story: Story, context: RequestContext, { header, userId }: Keeping = {}): Story {
  const { principal, payer, observer } = story;
  const retention = retentionFor(principal.storage, header);
  if (header !== undefined || retention !== 'none') context.headers[STORE_HEADER] = toStoreWord(retention);
  if (retention === 'none') return story;
  const seen = new SeenContent();
  const store = ({ model }: PreparedRequest) =>
    storeContent({
      ...{ requestId: context.requestId, accountId: principal.accountId, keyId: principal.keyId },
      ...{ userId: userId ?? null, model: model.id, retention, isAsked: header !== undefined, content: seen.take() },
    });
  return {
    ...story,
    payer: payerThen(payer, store),
    observer: (observation, atMs) => {
      seen.note(observation);
      observer?.(observation, atMs);
    },
  };
}

/** The same payer, with something to do once a request has ended: only then is it known that its record is written. */
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

/** What goes by of a request, gathered in the form in which it is stored. */
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

  /** Null when it was too much. */
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

  /** An event that makes no sense ends the answer, and what came before it is what there is. */
  #noteEvents(events: Extract<Observation, { kind: 'events' }>['events']): void {
    try {
      for (const event of events) this.#streamed = accumulateEvent(this.#streamed, event);
    } catch {
      // The fold of the answer says what is wrong with it.
    }
  }
}
