import { z } from 'zod';
import { openObject, text } from './json-value.ts';

export const reasoningEffort = z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']);
export type ReasoningEffort = z.infer<typeof reasoningEffort>;

const budget = z.int().min(1);

/** Anthropic's own switch, as Claude users know it. */
export const thinking = z.discriminatedUnion('type', [
  z.object({ type: z.literal('enabled'), budget_tokens: budget.nullish() }),
  z.object({ type: z.enum(['adaptive', 'between_tools', 'disabled']) }),
]);

/** OpenRouter's switch. */
export const reasoning = z.object({
  effort: reasoningEffort.nullish(),
  max_tokens: budget.nullish(),
  exclude: z.boolean().nullish(),
  enabled: z.boolean().nullish(),
});

export const responseFormat = z.discriminatedUnion('type', [
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
