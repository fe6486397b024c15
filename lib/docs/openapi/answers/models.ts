import { z } from 'zod';
import { count, instant, moment, usd } from './values.ts';

export const model = z.object({
  id: z.string().describe('What a request calls it.'),
  object: z.literal('model'),
  type: z.literal('model'),
  created: moment,
  created_at: instant,
  owned_by: z.string(),
  name: z.string(),
  display_name: z.string(),
  canonical_slug: z.string(),
  context_length: count.describe('The most tokens that question and answer may have together.'),
  max_output_tokens: count.describe('The most tokens the answer may have.'),
  architecture: z.object({
    input_modalities: z.array(z.string()),
    output_modalities: z.array(z.string()),
    tokenizer: z.string(),
  }),
  pricing: z.record(z.string(), usd).describe('US dollars per token.'),
  top_provider: z.object({
    context_length: count,
    max_completion_tokens: count,
    is_moderated: z.boolean(),
  }),
  supported_parameters: z.array(z.string()).describe('The parameters that reach this model.'),
  lifecycle: z.object({
    status: z.enum(['active', 'deprecated', 'retired']),
    deprecated_on: z.string().nullable(),
    retires_on: z.string().nullable().describe('The day from which it no longer answers.'),
    successor: z.string().nullable().describe('The model to move to.'),
  }),
  shutdown_date: z.string().optional(),
  abilities: z.record(z.string(), z.unknown()).describe('What it can read and do.'),
});

export const modelList = z.object({
  object: z.literal('list'),
  data: z.array(model),
  has_more: z.boolean(),
  first_id: z.string().nullable(),
  last_id: z.string().nullable(),
});
