import { z } from 'zod';
import { NO_USAGE, usageSchema } from './usage.ts';

/** Without a report, or with an unreadable one, every count is absent. */
const reportedUsage = usageSchema
  .nullish()
  .catch(null)
  .transform((usage): z.infer<typeof usageSchema> => usage ?? NO_USAGE);

/** Some servers leave out empty texts. */
export const wireText = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/** The same for text, with half surrogates replaced: UTF-8 has none. Thinking stays as it is signed. */
const spokenText = wireText.transform((value) => value.toWellFormed());

const textBlock = z.object({ type: z.literal('text'), text: spokenText });
const thinkingBlock = z.object({
  type: z.literal('thinking'),
  thinking: wireText,
  signature: z.string().optional(),
});
const redactedThinkingBlock = z.object({ type: z.literal('redacted_thinking'), data: z.string() });
const toolUseBlock = z.object({
  type: z.literal('tool_use'),
  id: z.string(),
  name: z.string(),
  input: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((value) => value ?? {}),
  /** The arguments as streamed, set by `accumulate.ts` alone: exact to the character, and kept when cut in the middle. */
  rawInput: z.string().optional(),
});
/** A type that none of `known` has, so that a known one with other fields is no match. */
export const unknownType = (known: readonly { shape: { type: { value: string } } }[]) => {
  const names = new Set(known.map(({ shape }) => shape.type.value));
  const type = z.string().refine((name) => !names.has(name));
  return z.object({ type: type.transform(() => 'unknown' as const) });
};

const KNOWN_BLOCKS = [textBlock, thinkingBlock, redactedThinkingBlock, toolUseBlock] as const;

/** Blocks of other types are kept, so that indexes stay right, and are not shown to the customer. */
export const contentBlockSchema = z.union([z.discriminatedUnion('type', KNOWN_BLOCKS), unknownType(KNOWN_BLOCKS)]);
export type OutputBlock = z.infer<typeof contentBlockSchema>;
export type ToolUseOutput = z.infer<typeof toolUseBlock>;

const STOP_REASONS = [
  'end_turn',
  'max_tokens',
  'stop_sequence',
  'tool_use',
  'pause_turn',
  'refusal',
  'model_context_window_exceeded',
] as const;

/** A stop reason; `unknown` for reasons that are not listed here. */
export const stopReasonSchema = z.enum(STOP_REASONS).or(z.string().transform(() => 'unknown' as const));
export type AnyStopReason = z.infer<typeof stopReasonSchema>;

/** Whether the answer stopped before its natural end. */
export const isCutShort = (reason: AnyStopReason | null): boolean =>
  reason === 'max_tokens' || reason === 'model_context_window_exceeded' || reason === 'refusal';

export const stopDetailsSchema = z
  .object({ explanation: z.string().nullish(), category: z.string().nullish() })
  .nullish()
  .catch(null);

/** A whole answer of the Messages API, with the fields that we read. */
export const messageSchema = z.object({
  id: z.string(),
  model: z.string(),
  content: z.array(contentBlockSchema),
  stop_reason: stopReasonSchema.nullable(),
  stop_sequence: z.string().nullish(),
  stop_details: stopDetailsSchema,
  usage: reportedUsage,
});
export type MessagesResponse = z.infer<typeof messageSchema>;
