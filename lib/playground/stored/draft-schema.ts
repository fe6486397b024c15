import { z } from 'zod';
import { type Draft, MAX_COLUMNS, MAX_ROWS, type Message } from '../document.ts';

const cache = z.enum(['5m', '1h']).optional();
const texts = z.record(z.string(), z.string());

const file = z.object({
  ...{ id: z.string(), name: z.string(), mediaType: z.string(), bytes: z.number() },
  ...{ width: z.number().optional(), height: z.number().optional(), pages: z.number().optional() },
});

const part = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string(), cache }),
  z.object({ type: z.literal('refusal'), text: z.string() }),
  z.object({ type: z.literal('image'), file, cache }),
  z.object({ type: z.literal('image_url'), url: z.string(), cache }),
  z.object({ type: z.literal('document'), file, cache }),
]);

const kind = z.enum(['function', 'custom']);

const message: z.ZodType<Message> = z.lazy(() =>
  z.object({
    id: z.string(),
    role: z.enum(['system', 'user', 'assistant', 'tool']),
    parts: z.array(part),
    toolCalls: z.array(z.object({ id: z.string(), kind, name: z.string(), arguments: z.string() })).optional(),
    reasoning: z.array(z.unknown()).optional(),
    toolCallId: z.string().optional(),
    isError: z.boolean().optional(),
    cache,
    runId: z.string().optional(),
    versions: z.object({ index: z.int().min(0), others: z.array(z.array(message).min(1)).min(1) }).optional(),
  }),
);

const mock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('reply'), template: z.string() }),
  z.object({ kind: z.literal('fail'), message: z.string() }),
  z.object({ kind: z.literal('url'), url: z.string() }),
]);

const tool = z.object({
  ...{ id: z.string(), kind, name: z.string(), description: z.string(), parameters: z.string() },
  ...{ isStrict: z.boolean().nullable(), cache, isOn: z.boolean(), mock },
});

const named = z.object({ name: z.string() });
const namedTool = z.discriminatedUnion('type', [
  z.object({ type: z.literal('function'), function: named }),
  z.object({ type: z.literal('custom'), custom: named }),
]);
const toolChoice = z.union([
  z.enum(['auto', 'none', 'required', 'any']),
  namedTool,
  z.object({
    type: z.literal('allowed_tools'),
    allowed_tools: z.object({ mode: z.enum(['auto', 'required']), tools: z.array(namedTool) }),
  }),
]);

const settings = z.object({
  max_tokens: z.number().optional(),
  temperature: z.number().optional(),
  top_p: z.number().optional(),
  top_k: z.number().optional(),
  stop: z.array(z.string()).optional(),
  reasoning_effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']).optional(),
  thinking: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('enabled'), budget_tokens: z.number().nullish() }),
      z.object({ type: z.enum(['adaptive', 'between_tools', 'disabled']) }),
    ])
    .optional(),
  include_reasoning: z.boolean().optional(),
  tool_choice: toolChoice.optional(),
  parallel_tool_calls: z.boolean().optional(),
  cache_control: cache,
  service_tier: z.enum(['auto', 'default']).optional(),
  user: z.string().optional(),
  metadata: texts.optional(),
  strict_params: z.boolean().optional(),
});

const schema = z.object({
  ...{ name: z.string(), description: z.string() },
  isStrict: z.boolean().nullable(),
  schema: z.string(),
});

const column = z.object({
  ...{ id: z.string(), model: z.string(), settings, switchedOff: settings },
  ...{ messages: z.array(message), tools: z.array(tool) },
  format: z.object({ type: z.enum(['text', 'json_object', 'json_schema']), schema: schema.optional() }),
  payer: z.union([z.literal('sandbox'), z.object({ keyId: z.string() })]),
});

/** The stored form of a draft. The browser loads this file only when it opens or imports a draft. */
export const draftSchema: z.ZodType<Draft> = z.object({
  v: z.literal(1),
  id: z.string(),
  name: z.string(),
  columns: z.array(column).min(1).max(MAX_COLUMNS),
  isLinked: z.boolean(),
  variables: texts,
  rows: z.array(z.object({ id: z.string(), values: texts })).max(MAX_ROWS),
  updatedAt: z.string(),
});
