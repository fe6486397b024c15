import { z } from 'zod';
import { contentBlockSchema, stopDetailsSchema, stopReasonSchema, usageSchema } from './response.ts';

const index = z.number().int().nonnegative();

const delta = z.union([
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('text_delta'), text: z.string() }),
    z.object({ type: z.literal('input_json_delta'), partial_json: z.string().nullish() }),
    z.object({ type: z.literal('thinking_delta'), thinking: z.string() }),
    z.object({ type: z.literal('signature_delta'), signature: z.string() }),
  ]),
  z.object({ type: z.string().transform(() => 'unknown' as const) }),
]);

/** One event of a Messages stream. Event types not named here are dropped where bytes are parsed. */
export const streamEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message_start'),
    message: z.object({ id: z.string(), model: z.string(), usage: usageSchema }),
  }),
  z.object({ type: z.literal('content_block_start'), index, content_block: contentBlockSchema }),
  z.object({ type: z.literal('content_block_delta'), index, delta }),
  z.object({ type: z.literal('content_block_stop'), index }),
  z.object({
    type: z.literal('message_delta'),
    delta: z.object({
      stop_reason: stopReasonSchema.nullish(),
      stop_sequence: z.string().nullish(),
      stop_details: stopDetailsSchema,
    }),
    usage: usageSchema.nullish(),
  }),
  z.object({ type: z.literal('message_stop') }),
  z.object({ type: z.literal('ping') }),
  z.object({ type: z.literal('error'), error: z.object({ type: z.string(), message: z.string().catch('') }) }),
]);

export type StreamEvent = z.infer<typeof streamEventSchema>;
export type ContentDelta = z.infer<typeof delta>;
