import { z } from 'zod';
import {
  assistantContent,
  boundedArray,
  cacheable,
  openObject,
  systemContent,
  text,
  toolParts,
  userContent,
} from './content.ts';

const MAX_CALLS = 10_000;
const MAX_THOUGHTS = 10_000;

/** Names the speaker, as in OpenAI's API. */
const speaker = { name: z.string().nullish() };

const systemMessage = z.object({
  role: z.enum(['system', 'developer']),
  content: systemContent,
  ...speaker,
  ...cacheable,
});

const userMessage = z.object({ role: z.literal('user'), content: userContent, ...speaker, ...cacheable });

/** Any text: models have called tools by names that no definition may have, and histories repeat them. */
const calledName = text;

/** Empty where a server gives its calls no ids, and then in their results as well. */
const callId = z.string();

/** Arguments stay the string the model wrote; the translator checks whether they are JSON. */
const functionCall = z.object({ name: calledName, arguments: z.string().nullish() });

const toolCall = z.discriminatedUnion('type', [
  z.object({ id: callId, type: z.literal('function'), function: functionCall, ...cacheable }),
  z.object({
    id: callId,
    type: z.literal('custom'),
    custom: z.object({ name: calledName, input: text.nullish() }),
    ...cacheable,
  }),
]);

/** All forms that may carry thinking back, ours and other gateways'; unusable ones are left out later. */
const reasoningDetail = z.object({
  type: z.string(),
  text: z.string().nullish(),
  signature: z.string().nullish(),
  data: z.string().nullish(),
  format: z.string().nullish(),
});
const thinkingBlock = z.object({
  type: z.string(),
  thinking: z.string().nullish(),
  signature: z.string().nullish(),
  data: z.string().nullish(),
});

const assistantMessage = z.object({
  role: z.literal('assistant'),
  content: assistantContent.nullish(),
  ...speaker,
  refusal: text.nullish(),
  tool_calls: boundedArray(toolCall, MAX_CALLS).nullish(),
  function_call: functionCall.nullish(),
  reasoning_details: boundedArray(reasoningDetail, MAX_THOUGHTS).nullish(),
  thinking_blocks: boundedArray(thinkingBlock, MAX_THOUGHTS).nullish(),
  ...cacheable,
});

/** The result of the customer's tool: text, parts, or any JSON. */
const toolContent = z.union([text, toolParts, z.number(), z.boolean(), openObject]).nullish();

const toolMessage = z.object({
  role: z.literal('tool'),
  tool_call_id: callId,
  content: toolContent,
  /** The tool's name, for results without an id. */
  name: z.string().nullish(),
  is_error: z.boolean().nullish(),
  ...cacheable,
});

const functionMessage = z.object({ role: z.literal('function'), name: z.string(), content: toolContent, ...cacheable });

export const messageSchema = z.discriminatedUnion('role', [
  systemMessage,
  userMessage,
  assistantMessage,
  toolMessage,
  functionMessage,
]);

export type ChatMessage = z.infer<typeof messageSchema>;
export type AssistantMessage = z.infer<typeof assistantMessage>;
export type ToolMessage = z.infer<typeof toolMessage>;
export type FunctionMessage = z.infer<typeof functionMessage>;
