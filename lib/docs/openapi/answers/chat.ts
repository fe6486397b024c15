import { z } from 'zod';
import { count, moment, usd } from './values.ts';

const reasoningDetail = z.object({
  type: z.enum(['reasoning.text', 'reasoning.encrypted']),
  text: z.string().optional(),
  signature: z.string().nullable().optional(),
  data: z.string().optional(),
  format: z.string(),
  index: count,
});

const called = z.object({ name: z.string(), arguments: z.string() });
const customCalled = z.object({ name: z.string(), input: z.string() });

const toolCall = z.object({
  id: z.string(),
  type: z.enum(['function', 'custom']),
  function: called.optional(),
  custom: customCalled.optional(),
});

const usage = z.object({
  prompt_tokens: count.describe('Tokens sent, cached ones included.'),
  completion_tokens: count.describe('Tokens of the answer, thinking included.'),
  total_tokens: count,
  prompt_tokens_details: z.object({
    cached_tokens: count.describe('Read from the prompt cache.'),
    cache_write_tokens: count.describe('Written to the prompt cache.'),
    audio_tokens: count,
  }),
  completion_tokens_details: z.object({
    reasoning_tokens: count.describe('Spent on thinking.'),
    audio_tokens: count,
    accepted_prediction_tokens: count,
    rejected_prediction_tokens: count,
  }),
  cost: z.number().optional().describe('US dollars, exact to the nano-dollar.'),
});

const finishReason = z
  .enum(['stop', 'length', 'tool_calls', 'content_filter', 'function_call'])
  .describe('Why the answer ended.');
const nativeFinishReason = z.string().nullable().describe('The same in Anthropic’s words.');
const refusal = z.string().nullable().describe('What the model said when it refused.');
const reasoning = {
  reasoning_content: z.string().optional().describe('The thinking as text, when it was asked for.'),
  reasoning_details: z
    .array(reasoningDetail)
    .optional()
    .describe('The thinking as it has to be sent back with the results of tools.'),
};

const adjustments = z.array(z.object({ param: z.string(), action: z.string(), reason: z.string() }));

const report = z
  .object({ adjustments })
  .optional()
  .describe('With `include_adjustments`: what was sent otherwise than you wrote it.');

export const chatCompletion = z.object({
  id: z.string().describe('Names the answer and its receipt.'),
  object: z.literal('chat.completion'),
  created: moment,
  model: z.string().describe('The model that answered.'),
  choices: z
    .array(
      z.object({
        index: count,
        message: z.object({
          role: z.literal('assistant'),
          content: z.string().nullable().describe('The text; null when there are only tool calls.'),
          refusal,
          annotations: z.array(z.unknown()),
          tool_calls: z.array(toolCall).optional().describe('The tools the model wants to have called.'),
          function_call: called.optional().describe('The same in the old form, for requests with `functions`.'),
          ...reasoning,
        }),
        finish_reason: finishReason,
        native_finish_reason: nativeFinishReason,
        logprobs: z.null(),
      }),
    )
    .describe('Always one answer.'),
  usage,
  service_tier: z.string().nullable(),
  system_fingerprint: z.null(),
  tokenhub: report,
});

const toolCallDelta = z.object({
  index: count,
  id: z.string().optional(),
  type: z.enum(['function', 'custom']).optional(),
  function: called.partial({ name: true }).optional(),
  custom: customCalled.partial({ name: true }).optional(),
});

export const chatCompletionChunk = z.object({
  id: z.string().describe('Names the answer and its receipt.'),
  object: z.literal('chat.completion.chunk'),
  created: moment,
  model: z.string().describe('The model that answers.'),
  choices: z
    .array(
      z.object({
        index: count,
        delta: z.object({
          role: z.literal('assistant').optional(),
          content: z.string().optional().describe('The next piece of the text.'),
          refusal: z.string().optional().describe('What the model said when it refused.'),
          tool_calls: z.array(toolCallDelta).optional().describe('The next pieces of tool calls, by their `index`.'),
          function_call: called.partial({ name: true }).optional(),
          ...reasoning,
        }),
        finish_reason: finishReason.nullable(),
        native_finish_reason: nativeFinishReason.optional(),
        logprobs: z.null(),
      }),
    )
    .describe('One piece, or none in the last chunk with the token counts.'),
  usage: usage.nullable().optional().describe('With `stream_options.include_usage`, in the last chunk.'),
  system_fingerprint: z.null(),
  tokenhub: report,
});

const nanoUsd = z.string().describe('The same in whole nano-dollars.');

export const chatCompletionEstimate = z.object({
  object: z.literal('chat.completion.estimate'),
  model: z.string().describe('The model that would answer.'),
  price_id: z.string().describe('Names the price list for good.'),
  input_tokens: count.describe('The tokens sent, or the most they can be: see `counted`.'),
  counted: z
    .enum(['upstream', 'bound'])
    .describe(
      '`upstream`: Anthropic has counted them. `bound`: only the size of the request says how many they can be.',
    ),
  max_output_tokens: count.describe('The most tokens the answer may have.'),
  from_usd: usd.describe('The input at the cheapest rate that can apply, and one token of an answer.'),
  from_nano_usd: nanoUsd,
  at_most_usd: usd.describe('The most it can cost, which is what is set aside while it is answered.'),
  at_most_nano_usd: nanoUsd,
  available_usd: usd
    .nullable()
    .describe('What the key can spend now: the balance, or what is left of its tightest cap. Null for a test key.'),
  fits: z.boolean().describe('Whether that covers `at_most_usd`.'),
  largest_max_tokens: count.describe('The largest `max_tokens` it covers; 0 when the input alone is too much.'),
  adjustments: adjustments.describe('What would be sent otherwise than you wrote it.'),
});
