import fc from 'fast-check';
import type { Column, Message, Part, Tool } from '../document.ts';
import { newColumn } from '../new-draft.ts';
import { ABLE_MODEL, countingIds } from './drafts.ts';

const ids = countingIds();
const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const words = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', 'Hello', 'a "b" \\ c', '日本', '{{name}}'));
const ttl = optional(fc.constantFrom('5m' as const, '1h' as const));
const name = fc.stringMatching(/^[a-zA-Z0-9_-]{1,20}$/);

const dataUrl = fc.base64String({ minLength: 4, maxLength: 24 }).map((data) => `data:image/png;base64,${data}`);
const textPart: fc.Arbitrary<Part> = fc.record({ type: fc.constant('text' as const), text: words, cache: ttl });
const refusalPart: fc.Arbitrary<Part> = fc.record({ type: fc.constant('refusal' as const), text: words });
const urlPart: fc.Arbitrary<Part> = fc.record({
  ...{ type: fc.constant('image_url' as const), url: fc.webUrl(), cache: ttl },
});
const filePart = fc
  .record({ url: dataUrl, name: words, isImage: fc.boolean(), cache: ttl })
  .map(({ url, name, isImage, cache }): { part: Part; url: string } => {
    const bytes =
      Math.floor(((url.length - 'data:image/png;base64,'.length) * 3) / 4) -
      (url.endsWith('==') ? 2 : Number(url.endsWith('=')));
    const file = { id: ids(), name: isImage ? '' : name, mediaType: isImage ? 'image/png' : 'application/pdf', bytes };
    const own = isImage ? url : url.replace('image/png', 'application/pdf');
    return { part: { type: isImage ? 'image' : 'document', file, ...(cache && { cache }) } as Part, url: own };
  });

/** As `fromRequest` produces them: at least one part, and a single text part equals a string. */
const parts = <One extends Part>(part: fc.Arbitrary<One>) => fc.array(part, { minLength: 1, maxLength: 3 });

const calls = optional(
  fc.array(
    fc.record({
      ...{ id: fc.uuid(), kind: fc.constantFrom('function' as const, 'custom' as const), name, arguments: words },
    }),
    { minLength: 1, maxLength: 3 },
  ),
);
const reasoning = optional(
  fc.array(fc.record({ type: fc.constant('reasoning.text'), text: words, signature: words }), {
    minLength: 1,
    maxLength: 2,
  }),
);

interface Generated {
  message: Message;
  urls: [string, string][];
}

const generated = (message: Omit<Message, 'id'>, urls: [string, string][] = []): Generated => ({
  message: { id: ids(), ...(withoutUndefined(message) as Omit<Message, 'id'>) },
  urls,
});

const system = parts(textPart).map((parts) => generated({ role: 'system', parts }));
const user = fc.array(fc.oneof(textPart, urlPart, filePart), { minLength: 1, maxLength: 3 }).map((items) => {
  const files = items.filter((item) => 'part' in item);
  const urls = files.map(({ part, url }): [string, string] => ['file' in part ? part.file.id : '', url]);
  return generated({ role: 'user', parts: items.map((item) => ('part' in item ? item.part : item)) }, urls);
});
const assistant = fc
  .record({ parts: parts(fc.oneof(textPart, refusalPart)), toolCalls: calls, reasoning })
  .map((fields) => generated({ role: 'assistant', ...fields }));
const result = fc
  .record({ parts: parts(textPart), toolCallId: fc.uuid(), isError: fc.constantFrom(true, undefined), cache: ttl })
  .map((fields) => generated({ role: 'tool', ...fields }));

const withoutUndefined = (value: object): object => JSON.parse(JSON.stringify(value));

const schemas = fc.dictionary(name, fc.jsonValue({ maxDepth: 2 })).map((schema) => JSON.stringify(schema, null, 2));
const strict = fc.constantFrom(true, false, null);
const tools: fc.Arbitrary<Tool> = fc
  .record({ name, description: words, parameters: schemas, isStrict: strict, cache: ttl, isCustom: fc.boolean() })
  .map(({ isCustom, ...fields }) =>
    withoutUndefined({
      ...{ id: ids(), kind: isCustom ? 'custom' : 'function', isOn: true, mock: { kind: 'none' }, ...fields },
      ...(isCustom && { parameters: '', isStrict: null }),
    }),
  ) as fc.Arbitrary<Tool>;

const settings = fc
  .record({
    max_tokens: optional(fc.integer({ min: 1, max: 64_000 })),
    temperature: optional(fc.double({ min: 0, max: 2, noNaN: true }).filter((value) => !Object.is(value, -0))),
    top_p: optional(fc.constantFrom(0, 0.5, 1)),
    top_k: optional(fc.integer({ min: 1, max: 500 })),
    stop: optional(fc.array(words, { maxLength: 4 })),
    reasoning_effort: optional(fc.constantFrom('none', 'low', 'medium', 'high', 'max')),
    thinking: optional(
      fc.constantFrom(
        { type: 'enabled', budget_tokens: 5_000 },
        { type: 'enabled' },
        { type: 'adaptive' },
        { type: 'disabled' },
      ),
    ),
    include_reasoning: optional(fc.boolean()),
    cache_control: ttl,
    service_tier: optional(fc.constantFrom('auto', 'default')),
    user: optional(words),
    metadata: optional(fc.dictionary(name, words, { maxKeys: 3 })),
    strict_params: optional(fc.boolean()),
  })
  .map(withoutUndefined) as fc.Arbitrary<Column['settings']>;

const choices = fc.constantFrom('auto' as const, 'none' as const, 'required' as const);

const format: fc.Arbitrary<Column['format']> = fc.oneof(
  fc.constantFrom({ type: 'text' as const }, { type: 'json_object' as const }),
  fc
    .record({ name: words, description: words, isStrict: strict, schema: schemas })
    .map((schema) => ({ type: 'json_schema' as const, schema })),
);

/** A column as an import creates it, with the contents of its attachments. */
export const anyColumn: fc.Arbitrary<{ column: Column; attachments: Map<string, string> }> = fc
  .record({
    items: fc.array(fc.oneof(system, user, assistant, result), { minLength: 1, maxLength: 6 }),
    tools: fc.array(tools, { maxLength: 3 }),
    ...{ settings, format, choice: optional(choices), isParallel: optional(fc.boolean()) },
  })
  .map(({ items, tools, settings, format, choice, isParallel }) => ({
    column: {
      ...newColumn('a', ABLE_MODEL),
      messages: items.map(({ message }) => message),
      tools: tools.filter(({ name }, index) => tools.findIndex((other) => other.name === name) === index),
      format,
      settings: {
        ...settings,
        ...(tools.length > 0 && choice && { tool_choice: choice }),
        ...(tools.length > 0 && isParallel !== undefined && { parallel_tool_calls: isParallel }),
      },
    },
    attachments: new Map(items.flatMap(({ urls }) => urls)),
  }));
