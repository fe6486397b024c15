import { z } from 'zod';
import { count, moment } from './values.ts';

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

const report = z
  .object({ adjustments: z.array(z.object({ param: z.string(), action: z.string(), reason: z.string() })) })
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
