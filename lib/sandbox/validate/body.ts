import type { Check } from './shape.ts';
import * as shape from './shape.ts';

const type = (name: string): Check => shape.oneOf(name);
const text = shape.string();

const cacheControl = shape.object({ type: type('ephemeral'), 'ttl?': shape.oneOf('5m', '1h') });
const cached = { 'cache_control?': shape.nullable(cacheControl) };

const TOOL_ID = /^[a-zA-Z0-9_-]+$/;
const TOOL_NAME = /^[a-zA-Z0-9_-]{1,128}$/;

const url = shape.object({ type: type('url'), url: text });

const textBlock = shape.object({ type: type('text'), text, 'citations?': () => null, ...cached });

const imageBlock = shape.object({
  type: type('image'),
  source: shape.tagged({
    base64: shape.object({
      type: type('base64'),
      media_type: shape.oneOf('image/jpeg', 'image/png', 'image/gif', 'image/webp'),
      data: text,
    }),
    url,
  }),
  ...cached,
});

const documentBlock = shape.object({
  type: type('document'),
  source: shape.tagged({
    base64: shape.object({ type: type('base64'), media_type: shape.oneOf('application/pdf'), data: text }),
    text: shape.object({ type: type('text'), media_type: shape.oneOf('text/plain'), data: text }),
    url,
  }),
  'title?': shape.nullable(shape.string({ min: 1, max: 500 })),
  'context?': shape.nullable(text),
  'citations?': shape.nullable(shape.object({ 'enabled?': shape.boolean })),
  ...cached,
});

const toolUseBlock = shape.object({
  type: type('tool_use'),
  id: shape.string({ pattern: TOOL_ID }),
  name: shape.string({ min: 1, max: 200 }),
  input: shape.dictionary,
  'caller?': shape.dictionary,
  ...cached,
});

const toolResultBlock = shape.object({
  type: type('tool_result'),
  tool_use_id: shape.string({ pattern: TOOL_ID }),
  'content?': shape.textOr(shape.list(shape.tagged({ text: textBlock, image: imageBlock, document: documentBlock }))),
  'is_error?': shape.boolean,
  ...cached,
});

const contentBlock = shape.tagged({
  text: textBlock,
  image: imageBlock,
  document: documentBlock,
  tool_use: toolUseBlock,
  tool_result: toolResultBlock,
  thinking: shape.object({ type: type('thinking'), thinking: text, signature: text }),
  redacted_thinking: shape.object({ type: type('redacted_thinking'), data: text }),
});

const message = shape.object({
  role: shape.oneOf('user', 'assistant', 'system'),
  content: shape.textOr(shape.list(contentBlock)),
});

const tool = shape.tagged(
  {
    custom: shape.object({
      'type?': shape.nullable(type('custom')),
      name: shape.string({ pattern: TOOL_NAME }),
      'description?': text,
      input_schema: shape.dictionary,
      'strict?': shape.boolean,
      'eager_input_streaming?': shape.nullable(shape.boolean),
      ...cached,
    }),
  },
  'custom',
);

const parallel = { 'disable_parallel_tool_use?': shape.boolean };

const toolChoice = shape.tagged({
  auto: shape.object({ type: type('auto'), ...parallel }),
  any: shape.object({ type: type('any'), ...parallel }),
  tool: shape.object({ type: type('tool'), name: text, ...parallel }),
  none: shape.object({ type: type('none') }),
});

const display = { 'display?': shape.nullable(shape.oneOf('summarized', 'omitted')) };

const thinking = shape.tagged({
  enabled: shape.object({ type: type('enabled'), budget_tokens: shape.integer(1024), ...display }),
  adaptive: shape.object({ type: type('adaptive'), ...display }),
  between_tools: shape.object({ type: type('between_tools'), ...display }),
  disabled: shape.object({ type: type('disabled') }),
});

const outputConfig = shape.object({
  'effort?': shape.nullable(shape.oneOf('low', 'medium', 'high', 'xhigh', 'max')),
  'format?': shape.nullable(shape.object({ type: type('json_schema'), schema: shape.dictionary })),
});

/** The fields that determine a prompt's tokens; `count_tokens` accepts these and no others. */
const prompt = {
  model: shape.string({ min: 1, max: 256 }),
  messages: shape.list(message),
  'system?': shape.textOr(shape.list(textBlock)),
  'tools?': shape.list(tool),
  'tool_choice?': toolChoice,
  'thinking?': thinking,
  'output_config?': outputConfig,
  'cache_control?': shape.nullable(cacheControl),
};

export const countTokensBody = shape.object(prompt);

export const messagesBody = shape.object({
  ...prompt,
  max_tokens: shape.integer(0),
  'metadata?': shape.object({ 'user_id?': shape.nullable(shape.string({ max: 256 })) }),
  'stop_sequences?': shape.list(text),
  'stream?': shape.boolean,
  'temperature?': shape.range(0, 1),
  'top_p?': shape.range(0, 1),
  'top_k?': shape.integer(0),
  'service_tier?': shape.oneOf('auto', 'standard_only'),
  'inference_geo?': shape.nullable(text),
});
