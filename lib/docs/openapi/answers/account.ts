import { z } from 'zod';
import { count, instant, usd } from './values.ts';

const rateLimit = z.object({ requests: count, interval: z.string(), tokens: count, concurrent_requests: count });
const cap = z.object({
  limit_usd: usd.nullable(),
  used_usd: usd,
  remaining_usd: usd.nullable(),
  resets_at: instant.nullable(),
});
const mode = z.enum(['live', 'test']);

export const key = z.object({
  data: z.object({
    id: z.string(),
    label: z.string().describe('The name you gave it.'),
    hint: z.string().describe('The end of the secret, to tell keys apart.'),
    mode: mode.describe('A test key is answered by the sandbox and costs nothing.'),
    limit: z.number().nullable().describe('The cap nearest to being reached, in US dollars.'),
    limit_remaining: z.number().nullable().describe('What is left of it.'),
    limit_reset: z.enum(['daily', 'weekly', 'monthly']).nullable().describe('When it starts anew.'),
    usage: z.number().describe('US dollars spent with this key.'),
    usage_daily: z.number().describe('Of them today, UTC.'),
    usage_monthly: z.number().describe('Of them this month, UTC.'),
    limits: z
      .object({ total: cap, day: cap, month: cap, week: cap.optional() })
      .describe('All three caps; null where there is none.'),
    models: z.array(z.string()).describe('The models it may call; empty means all.'),
    is_free_tier: z.boolean(),
    rate_limit: rateLimit.describe('The key’s own limits.'),
    account_rate_limit: rateLimit.describe('The limits all keys of the account share.'),
    created_at: instant,
    expires_at: instant.nullable(),
  }),
});

export const credits = z.object({
  data: z.object({
    total_credits: z.number().describe('US dollars ever credited to the account.'),
    total_usage: z.number().describe('US dollars ever spent.'),
    available_usd: usd.describe('What can be spent now, as exact decimal text.'),
    held_usd: usd.describe('Set aside for requests that are being answered.'),
  }),
});

const call = z.object({
  provider: z.string(),
  reason: z
    .enum(['retry', 'fail_over', 'adjusted', 'repeat'])
    .nullable()
    .describe('Why the provider was asked again; null for the first time.'),
  started_ms: count.describe('These three count milliseconds since the request arrived.'),
  answered_ms: count.nullable(),
  ended_ms: count,
  failure: z.string().nullable().describe('What went wrong, in a word, such as `overloaded`.'),
});

const line = z.object({ bucket: z.string(), tokens: count, rate_usd_per_token: usd, amount_usd: usd });

export const generation = z.object({
  data: z.object({
    id: z.string(),
    request_id: z.string(),
    created_at: instant,
    key_id: z.string().nullable(),
    mode,
    model: z.string().describe('The model that answered.'),
    requested_model: z.string().describe('The name the request used.'),
    outcome: z.string().describe('How the request ended.'),
    status_code: z.int().nullable(),
    error_code: z.string().nullable(),
    streamed: z.boolean(),
    cancelled: z.boolean().describe('The caller closed the connection before the end.'),
    finish_reason: z.string().nullable(),
    native_finish_reason: z.string().nullable(),
    upstream_usage: z.record(z.string(), z.unknown()).nullable().describe('Anthropic’s token counts, as they came.'),
    discarded_usage: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe('The same of a first answer that was no JSON object: you did not get it and do not pay for it.'),
    is_estimated: z.boolean().describe('Tokens were counted by us, because Anthropic’s count never came.'),
    reasoning_tokens: count.describe('Thinking, which is part of the output line.'),
    price_id: z.string().nullable().describe('Names the price list for good.'),
    lines: z.array(line).describe('`tokens × rate = amount` for each of the five rates.'),
    rounding: z
      .object({ rule: z.string(), added_pico_usd: count })
      .describe('What rounding up to whole nano-dollars added.'),
    cost_usd: usd.describe('What was charged, as exact decimal text.'),
    total_cost: z.number().describe('The same as a number.'),
    held_usd: usd.describe('What was set aside before the request was sent.'),
    absorbed_usd: usd.describe('What the request cost beyond that, which we bear.'),
    adjustments: z.array(z.string()).describe('What was sent otherwise than written, as `temperature=dropped`.'),
    attempts: count.describe('How often Anthropic was asked.'),
    calls: z.array(call).describe('Each time it was asked. They follow a moment after the answer.'),
    first_token_ms: count.nullable().describe('From the request’s arrival to the first token.'),
    duration_ms: count.nullable(),
    user: z.string().nullable().describe('The request’s `user`.'),
    metadata: z.record(z.string(), z.string()).nullable().describe('The request’s `metadata`.'),
    tags: z.array(z.string()).describe('Its tags, as `team=search`.'),
    session_id: z.string().nullable().describe('The session it is part of.'),
  }),
});
