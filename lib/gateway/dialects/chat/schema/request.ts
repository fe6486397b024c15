import { z } from 'zod';
import { isFlat, UnknownFields, withExactNumbers } from './as-written.ts';
import { boundedArray, cacheControl, openObject, text } from './content.ts';
import { toInvalidRequest } from './invalid.ts';
import { type ChatMessage, messageSchema } from './message.ts';
import { functionChoice, functionDefinition, tool, toolChoice } from './tool.ts';

const reasoningEffort = z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']);
export type ReasoningEffort = z.infer<typeof reasoningEffort>;

const budget = z.int().min(1);

/** Anthropic's own switch, as Claude users know it. */
const thinking = z.discriminatedUnion('type', [
  z.object({ type: z.literal('enabled'), budget_tokens: budget.nullish() }),
  z.object({ type: z.enum(['adaptive', 'between_tools', 'disabled']) }),
]);

/** OpenRouter's switch. */
const reasoning = z.object({
  effort: reasoningEffort.nullish(),
  max_tokens: budget.nullish(),
  exclude: z.boolean().nullish(),
  enabled: z.boolean().nullish(),
});

const responseFormat = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text') }),
  z.object({ type: z.literal('json_object') }),
  z.object({
    type: z.literal('json_schema'),
    json_schema: z.object({
      name: z.string().nullish(),
      description: text.nullish(),
      schema: openObject.nullish(),
      strict: z.boolean().nullish(),
    }),
  }),
]);

export type ResponseFormat = z.infer<typeof responseFormat>;

const MAX_MESSAGES = 100_000;
const MAX_TOOLS = 10_000;

const flag = z.boolean().nullish();
const penalty = z.number().min(-2).max(2).nullish();
const tokenLimit = z.int().min(1).nullish();

/** Any size: some clients draw 64-bit seeds, and rounding is harmless where a value is ignored. */
const wholeNumber = z.number().refine(Number.isInteger, { error: 'must be a whole number.' }).meta({ type: 'integer' });

const unsupported = (error: string) => ({ params: { code: 'unsupported_parameter' }, error });

/**
 * OpenAI's `ChatCompletionCreateParams`, plus our documented extensions. Unknown fields are left out and reported; null
 * means absent.
 */
export const chatRequestSchema = z.object({
  model: z.string().trim().min(1).max(256).describe('The model to ask, such as `anthropic/claude-opus-4-7`.'),
  messages: z.array(messageSchema).min(1).max(MAX_MESSAGES).describe('The conversation so far.'),
  max_completion_tokens: tokenLimit.describe(
    'The most tokens the answer may have, thinking included; wins over `max_tokens`.',
  ),
  max_tokens: tokenLimit.describe('The most tokens the answer may have; 1024 when absent.'),
  temperature: z
    .number()
    .min(0)
    .max(2)
    .nullish()
    .describe('How freely the model chooses its words; values above 1 count as 1.'),
  top_p: z
    .number()
    .min(0)
    .max(1)
    .nullish()
    .describe('Choose among the most likely words that together reach this probability.'),
  top_k: z
    .int()
    .min(-1)
    .nullish()
    .describe('Extension: choose among this many most likely words; 0 and -1 switch it off.'),
  stop: z
    .union([text, z.array(text).max(4)])
    .nullish()
    .describe('Up to four texts at which the answer ends.'),
  n: z
    .int()
    .min(1)
    .refine((count) => count === 1, {
      params: { code: 'unsupported_value' },
      error: 'must be 1: send one request per answer.',
    })
    .nullish()
    .describe('The number of answers; only 1.'),
  stream: flag.describe('Send the answer piece by piece as server-sent events.'),
  stream_options: z
    .object({ include_usage: flag, include_obfuscation: flag })
    .nullish()
    .describe('`include_usage` adds a last chunk with the token counts and the cost.'),
  tools: boundedArray(tool, MAX_TOOLS).nullish().describe('The functions the model may call.'),
  tool_choice: toolChoice.nullish().describe('Whether the model may, must or must not call a tool, or which.'),
  parallel_tool_calls: flag.describe('False allows at most one tool call per answer.'),
  functions: boundedArray(functionDefinition, MAX_TOOLS).nullish().describe('The older form of `tools`.'),
  function_call: functionChoice.nullish().describe('The older form of `tool_choice`.'),
  response_format: responseFormat.nullish().describe('Ask for JSON, optionally after a schema.'),
  reasoning_effort: reasoningEffort.nullish().describe('How much the model thinks before it answers.'),
  thinking: thinking.nullish().describe('Extension: Anthropic’s own switch for thinking.'),
  reasoning: reasoning.nullish().describe('Extension: OpenRouter’s switch for thinking.'),
  include_reasoning: flag.describe(
    'Extension: OpenRouter’s switch for seeing the thoughts of a model that thinks; `reasoning.exclude` wins.',
  ),
  structured_outputs: flag.describe(
    'Extension: OpenRouter’s name for schemas that are enforced; the schema is in `response_format`.',
  ),
  cache_control: cacheControl.nullish().describe('Extension: cache the prompt up to its last block.'),
  strict_params: flag.describe('Extension: refuse the request instead of adjusting a parameter.'),
  include_adjustments: flag.describe(
    'Extension: list in the answer’s `tokenhub.adjustments` what was adjusted, and why.',
  ),
  user: z.string().nullish().describe('Your name for the end user; it reaches the model’s provider only as a hash.'),
  safety_identifier: z.string().nullish().describe('The newer form of `user`.'),
  metadata: z
    .record(z.string().max(64), z.string().max(512))
    .refine((pairs) => Object.keys(pairs).length <= 16, { error: 'must have at most 16 entries.' })
    .nullish()
    .describe('Up to 16 pairs kept with the request’s record.'),
  service_tier: z
    .enum(['auto', 'default', 'flex', 'scale', 'priority', 'fast'])
    .nullish()
    .describe('`default` uses standard capacity only; other tiers are ignored.'),
  modalities: z
    .array(z.string())
    .refine(
      (list) => list.every((modality) => modality === 'text'),
      unsupported('can only be `["text"]`: answers are text.'),
    )
    .nullish()
    .describe('Only `["text"]`.'),
  web_search_options: z
    .unknown()
    .refine(
      (value) => value === undefined || value === null,
      unsupported('is not supported: offer your own search as a tool.'),
    )
    .optional()
    .describe('Not supported.'),
  seed: wholeNumber.nullish().describe('Accepted and ignored.'),
  logprobs: flag.describe('Accepted and ignored.'),
  top_logprobs: z.int().min(0).max(20).nullish().describe('Accepted and ignored.'),
  logit_bias: z.record(z.string(), z.number().min(-100).max(100)).nullish().describe('Accepted and ignored.'),
  frequency_penalty: penalty.describe('Accepted and ignored.'),
  presence_penalty: penalty.describe('Accepted and ignored.'),
  verbosity: z.enum(['low', 'medium', 'high']).nullish().describe('Accepted and ignored.'),
  store: flag.describe('Accepted and ignored: the account, the key and `x-tokenhub-store` say what is stored.'),
  prediction: z.unknown().optional().describe('Accepted and ignored.'),
  audio: z.unknown().optional().describe('Accepted and ignored.'),
  moderation: z.unknown().optional().describe('Accepted and ignored.'),
  prompt_cache_key: z.string().nullish().describe('Accepted and ignored.'),
  prompt_cache_retention: z.string().nullish().describe('Accepted and ignored.'),
  prompt_cache_options: z.unknown().optional().describe('Accepted and ignored.'),
});

export type ChatRequest = z.infer<typeof chatRequestSchema> & {
  /** Names of unknown fields, for the report: `max_tokns`, `messages.content.cahce_control`. */
  unknownFields?: readonly string[];
  /** Indexes of tools that were written flat, so that errors name the fields as the customer wrote them. */
  flatTools?: ReadonlySet<number>;
};

/** Messages are parsed one by one, so that the first bad one ends the work. */
const headSchema = chatRequestSchema.extend({ messages: z.array(z.unknown()).min(1).max(MAX_MESSAGES) });

/**
 * Parses the body of a chat completion request. With the `text` it was parsed from, numbers that are only passed on are
 * not rounded.
 * @throws AppError with the field at fault in `param`, in OpenAI's spelling.
 */
export function parseChatRequest(parsed: unknown, text?: string): ChatRequest {
  const body = text === undefined ? parsed : withExactNumbers(parsed, text);
  const head = headSchema.safeParse(body);
  if (!head.success) throw toInvalidRequest(head.error, body);
  const messages = head.data.messages.map(parseMessage);
  const unknown = new UnknownFields();
  unknown.collect(body, { ...head.data, messages });
  const flatTools = flatToolsIn(body as { tools?: unknown });
  return {
    ...head.data,
    messages,
    ...(unknown.names.size > 0 && { unknownFields: [...unknown.names] }),
    ...(flatTools.size > 0 && { flatTools }),
  };
}

const flatToolsIn = ({ tools }: { tools?: unknown }): Set<number> =>
  new Set(Array.isArray(tools) ? tools.flatMap((tool, index) => (isFlat(tool) ? [index] : [])) : []);

function parseMessage(message: unknown, index: number): ChatMessage {
  const parsed = messageSchema.safeParse(message);
  if (!parsed.success) throw toInvalidRequest(parsed.error, message, ['messages', index]);
  return parsed.data;
}
