import type { StreamEvent } from './events.ts';
import { malformed, toEventError } from './failure.ts';
import type { AnyStopReason, MessagesResponse } from './response.ts';
import { mergeUsage, type Usage } from './usage.ts';

/** Facts about the message as a whole, around its content blocks. */
export interface Envelope {
  /** Null until `message_start`. */
  readonly id: string | null;
  /** Whether a content block has begun. */
  readonly hasContent: boolean;
  readonly model: string;
  readonly usage: Usage | null;
  /** Whether the output count is final: it came in `message_delta`. */
  readonly hasFinalUsage: boolean;
  readonly stopReason: AnyStopReason | null;
  readonly stopSequence: string | null;
  readonly stopDetails: MessagesResponse['stop_details'];
  /** Whether `message_stop` came. A stream that ends earlier was cut and is no answer. */
  readonly isComplete: boolean;
}

export const EMPTY_ENVELOPE: Envelope = {
  id: null,
  hasContent: false,
  model: '',
  usage: null,
  hasFinalUsage: false,
  stopReason: null,
  stopSequence: null,
  stopDetails: null,
  isComplete: false,
};

/**
 * Adds one event to the envelope; content events leave it as it is.
 * @throws UpstreamError for an `error` event, and `malformed` for an invalid sequence: another message spliced in,
 * content
 * before `message_start`, or `message_stop` without a stop reason.
 */
export function foldEnvelope(envelope: Envelope, event: StreamEvent): Envelope {
  switch (event.type) {
    case 'ping':
      return envelope;
    case 'error':
      throw toEventError(event.error);
    case 'message_start':
      return begin(envelope, event.message);
    case 'message_delta':
      return change(required(envelope), event);
    case 'message_stop':
      if (!required(envelope).stopReason) throw malformed('it ends without a reason');
      return { ...envelope, isComplete: true };
    default:
      return required(envelope).hasContent ? envelope : { ...envelope, hasContent: true };
  }
}

function begin(envelope: Envelope, message: Extract<StreamEvent, { type: 'message_start' }>['message']): Envelope {
  // Upstream has been seen to repeat the same start, and to splice a second message into the first.
  if (envelope.id !== null && envelope.id !== message.id) throw malformed('another message begins inside it');
  if (envelope.hasContent) throw malformed('it begins again in the middle');
  if (envelope.id !== null) return envelope;
  return { ...envelope, id: message.id, model: message.model, usage: message.usage };
}

function change(envelope: Envelope, event: Extract<StreamEvent, { type: 'message_delta' }>): Envelope {
  return {
    ...envelope,
    usage: mergeUsage(envelope.usage, event.usage),
    hasFinalUsage: envelope.hasFinalUsage || event.usage?.output_tokens !== undefined,
    stopReason: event.delta.stop_reason ?? envelope.stopReason,
    stopSequence: event.delta.stop_sequence ?? envelope.stopSequence,
    stopDetails: event.delta.stop_details ?? envelope.stopDetails,
  };
}

function required(envelope: Envelope): Envelope {
  if (envelope.id === null) throw malformed('its content comes before its beginning');
  return envelope;
}
