import { z } from 'zod';
import {
  contentBlockSchema,
  messageSchema,
  stopDetailsSchema,
  stopReasonSchema,
  unknownType,
  wireText,
} from './response.ts';
import { usageSchema } from './usage.ts';

const index = z.number().int().nonnegative();

const KNOWN_DELTAS = [
  z.object({ type: z.literal('text_delta'), text: wireText }),
  z.object({ type: z.literal('input_json_delta'), partial_json: z.string().nullish() }),
  z.object({ type: z.literal('thinking_delta'), thinking: wireText }),
  z.object({ type: z.literal('signature_delta'), signature: z.string() }),
] as const;

const delta = z.union([z.discriminatedUnion('type', KNOWN_DELTAS), unknownType(KNOWN_DELTAS)]);

/** `message_start` nearly always holds a message without content; `announced-content.ts` handles the other forms. */
const beginning = messageSchema.partial({ content: true, stop_reason: true });

/** An event of a Messages stream. Event types not named here are dropped where bytes are parsed. */
export const streamEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message_start'), message: beginning }),
  z.object({ type: z.literal('content_block_start'), index, content_block: contentBlockSchema }),
  z.object({ type: z.literal('content_block_delta'), index, delta }),
  z.object({ type: z.literal('content_block_stop'), index }),
  z.object({
    type: z.literal('message_delta'),
    delta: z
      .object({
        stop_reason: stopReasonSchema.nullish(),
        stop_sequence: z.string().nullish(),
        stop_details: stopDetailsSchema,
      })
      .nullish()
      .transform((value) => value ?? {}),
    usage: usageSchema.nullish().catch(null),
  }),
  z.object({ type: z.literal('message_stop') }),
  z.object({ type: z.literal('ping') }),
  z.object({ type: z.literal('error'), error: z.object({ type: z.string(), message: z.string().catch('') }) }),
]);

export type StreamEvent = z.infer<typeof streamEventSchema>;
export type ContentDelta = z.infer<typeof delta>;

/**
 * Joins consecutive pieces of text: they came together, and the frame around a chunk costs its reader more than the
 * text in it.
 */
export function joinText(events: readonly StreamEvent[]): StreamEvent[] {
  const joined: StreamEvent[] = [];
  for (const event of events) {
    const both = join(joined.at(-1), event);
    if (both) joined[joined.length - 1] = both;
    else joined.push(event);
  }
  return joined;
}

function join(before: StreamEvent | undefined, event: StreamEvent): StreamEvent | null {
  if (before?.type !== 'content_block_delta' || event.type !== 'content_block_delta') return null;
  if (before.index !== event.index) return null;
  if (before.delta.type !== 'text_delta' || event.delta.type !== 'text_delta') return null;
  return { ...event, delta: { type: 'text_delta', text: before.delta.text + event.delta.text } };
}
