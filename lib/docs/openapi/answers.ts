import { z } from 'zod';
import { ERROR_CODES } from '#lib/errors.ts';

/** What the API answers, as schemas. Tests hold them against recorded answers and against the routes themselves. */

const count = z.int().min(0);
const usd = z.string().describe('Exact decimal text in US dollars.');
const moment = z.string().describe('ISO 8601, UTC.');

const reasoningDetail = z.object({
  type: z.enum(['reasoning.text', 'reasoning.encrypted']),
  text: z.string().optional(),
  signature: z.string().nullable().optional(),
  data: z.string().optional(),
  format: z.string(),
  index: count,
});

const toolCall = z.object({
  id: z.string(),
  type: z.enum(['function', 'custom']),
  function: z.object({ name: z.string(), arguments: z.string() }).optional(),
  custom: z.object({ name: z.string(), input: z.string() }).optional(),
});

export const usage = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  total_tokens: count,
  prompt_tokens_details: z.object({ cached_tokens: count, cache_write_tokens: count, audio_tokens: count }),
  completion_tokens_details: z.object({
    reasoning_tokens: count,
    audio_tokens: count,
    accepted_prediction_tokens: count,
    rejected_prediction_tokens: count,
  }),
  cost: z.number().optional().describe('US dollars, exact to the nano-dollar.'),
});

export const chatCompletion = z.object({
  id: z.string(),
  object: z.literal('chat.completion'),
  created: z.int().describe('Seconds since 1970.'),
  model: z.string(),
  choices: z.array(
    z.object({
      index: count,
      message: z.object({
        role: z.literal('assistant'),
        content: z.string().nullable(),
        refusal: z.string().nullable(),
        annotations: z.array(z.unknown()),
        tool_calls: z.array(toolCall).optional(),
        function_call: z.object({ name: z.string(), arguments: z.string() }).optional(),
        reasoning_content: z.string().optional(),
        reasoning_details: z.array(reasoningDetail).optional(),
      }),
      finish_reason: z.enum(['stop', 'length', 'tool_calls', 'content_filter', 'function_call']),
      native_finish_reason: z.string().nullable(),
      logprobs: z.null(),
    }),
  ),
  usage,
  service_tier: z.string().nullable(),
  system_fingerprint: z.null(),
  tokenhub: z
    .object({ adjustments: z.array(z.object({ param: z.string(), action: z.string(), reason: z.string() })) })
    .optional(),
});

export const failure = z.object({
  error: z.object({
    message: z.string(),
    type: z.string(),
    param: z.string().nullable(),
    code: z.enum(Object.keys(ERROR_CODES)),
    doc_url: z.string().nullable(),
    request_id: z.string(),
    tokenhub: z.record(z.string(), z.unknown()).optional(),
  }),
});

export const model = z.object({
  id: z.string(),
  object: z.literal('model'),
  created: z.int(),
  owned_by: z.string(),
  name: z.string(),
  context_length: z.int(),
  max_output_tokens: z.int(),
  pricing: z.record(z.string(), usd).describe('US dollars per token.'),
  supported_parameters: z.array(z.string()),
  lifecycle: z.object({
    status: z.enum(['active', 'deprecated', 'retired']),
    deprecated_on: z.string().nullable(),
    retires_on: z.string().nullable(),
    successor: z.string().nullable(),
  }),
  abilities: z.record(z.string(), z.unknown()),
});

export const modelList = z.object({ object: z.literal('list'), data: z.array(model), has_more: z.boolean() });

const rateLimit = z.object({ requests: count, interval: z.string(), tokens: count, concurrent_requests: count });
const cap = z.object({
  limit_usd: usd.nullable(),
  used_usd: usd,
  remaining_usd: usd.nullable(),
  resets_at: moment.nullable(),
});

export const key = z.object({
  data: z.object({
    id: z.string(),
    label: z.string(),
    hint: z.string(),
    mode: z.enum(['live', 'test']),
    limit: z.number().nullable(),
    limit_remaining: z.number().nullable(),
    limit_reset: z.enum(['daily', 'monthly']).nullable(),
    usage: z.number(),
    usage_daily: z.number(),
    usage_monthly: z.number(),
    limits: z.object({ total: cap, day: cap, month: cap }),
    models: z.array(z.string()),
    is_free_tier: z.boolean(),
    rate_limit: rateLimit,
    account_rate_limit: rateLimit,
    created_at: moment,
    expires_at: moment.nullable(),
  }),
});

export const credits = z.object({
  data: z.object({ total_credits: z.number(), total_usage: z.number(), available_usd: usd, held_usd: usd }),
});

export const generation = z.object({
  data: z.object({
    id: z.string(),
    request_id: z.string(),
    created_at: moment,
    key_id: z.string().nullable(),
    mode: z.enum(['live', 'test']),
    model: z.string(),
    requested_model: z.string(),
    outcome: z.string(),
    status_code: z.int().nullable(),
    error_code: z.string().nullable(),
    streamed: z.boolean(),
    cancelled: z.boolean(),
    finish_reason: z.string().nullable(),
    native_finish_reason: z.string().nullable(),
    is_estimated: z.boolean(),
    reasoning_tokens: count,
    price_id: z.string().nullable(),
    lines: z.array(z.object({ bucket: z.string(), tokens: count, rate_usd_per_token: usd, amount_usd: usd })),
    rounding: z.object({ rule: z.string(), added_pico_usd: count }),
    cost_usd: usd,
    total_cost: z.number(),
    held_usd: usd,
    absorbed_usd: usd,
    adjustments: z.array(z.string()),
    attempts: count,
    first_token_ms: count.nullable(),
    duration_ms: count.nullable(),
    user: z.string().nullable(),
    metadata: z.record(z.string(), z.string()).nullable(),
  }),
});
