import type { StreamEvent } from '../messages/events.ts';
import { malformed } from '../messages/failure.ts';
import type { OutputBlock } from '../messages/response.ts';

type Beginning = Extract<StreamEvent, { type: 'message_start' }>['message'];

/**
 * Turns content inside `message_start` into the events that would have carried it: content where upstream continues an
 * earlier turn, or a whole message. Content that upstream announces and then sends as well counts once, as it is sent.
 */
export class AnnouncedContent {
  #beginning: Beginning | null = null;
  #announced: readonly OutputBlock[] = [];
  #lastIndex = -1;
  #hasReason = false;

  /** The events in place of this one. */
  read(event: StreamEvent): StreamEvent[] {
    switch (event.type) {
      case 'message_start':
        if (this.#beginning === null) this.#announced = event.message.content ?? [];
        this.#beginning ??= event.message;
        return [event];
      case 'content_block_start': {
        const owed = event.index < this.#announced.length ? [] : this.#owed();
        this.#lastIndex = event.index;
        return [...owed, event];
      }
      case 'message_delta':
        this.#hasReason ||= event.delta.stop_reason != null;
        return [...this.#owed(), event];
      case 'message_stop':
        return [...this.#owed(), ...this.#reason(), event];
      default:
        return [event];
    }
  }

  /** Announced content that has not been sent since. */
  #owed(): StreamEvent[] {
    const announced = this.#announced;
    this.#announced = [];
    if (this.#lastIndex >= 0 && this.#lastIndex < announced.length - 1)
      throw malformed('it leaves out a block that it announced');
    if (this.#lastIndex >= 0) return [];
    return announced.flatMap((content_block, index): StreamEvent[] => [
      { type: 'content_block_start', index, content_block },
      { type: 'content_block_stop', index },
    ]);
  }

  #reason(): StreamEvent[] {
    if (this.#hasReason || !this.#beginning?.stop_reason) return [];
    const { stop_reason, stop_sequence, stop_details, usage } = this.#beginning;
    return [{ type: 'message_delta', delta: { stop_reason, stop_sequence, stop_details }, usage }];
  }
}
