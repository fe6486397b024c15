import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContentBlock, MessagesRequest } from '#lib/gateway/messages/request.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { signThinking } from '#lib/sandbox/thinking.ts';
import { acceptMessages } from '#lib/sandbox/validate/validate.ts';
import { parseChatRequest } from '../schema/request.ts';
import { translateRequest } from './to-messages.ts';

const words = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', ' ', '\n', 'Hello', 'a ', '\ud800', '日本'));
const cacheControl = fc.option(fc.record({ type: fc.constant('ephemeral'), ttl: fc.constantFrom(undefined, '5m') }), {
  nil: undefined,
});
const textPart = fc.record({ type: fc.constant('text'), text: words, cache_control: cacheControl });
const image = fc.constant({ type: 'image_url', image_url: { url: 'https://example.com/a.png' } });
const userContent = fc.oneof(words, fc.array(fc.oneof(textPart, image), { minLength: 1, maxLength: 3 }));

const system = fc.record({
  role: fc.constantFrom('system', 'developer'),
  content: fc.oneof(words, fc.array(textPart, { maxLength: 2 })),
});
const user = fc.record({ role: fc.constant('user'), content: userContent });
const thinking = fc.array(
  fc.record({ type: fc.constant('reasoning.text'), text: words, signature: fc.constantFrom('', 's1', 's2') }),
  { maxLength: 2 },
);
const assistant = fc.record({
  role: fc.constant('assistant'),
  content: fc.oneof(words, fc.constant(null)),
  reasoning_details: thinking,
});

/** An assistant's calls with all their results, and other messages between them. */
const exchange = fc
  .record({
    content: words,
    ids: fc.uniqueArray(
      fc.oneof(fc.constantFrom('a', 'b', 'call_1', 'x.y:0'), fc.string({ minLength: 1, maxLength: 80 })),
      { minLength: 1, maxLength: 3 },
    ),
    args: words,
    result: fc.oneof(words, fc.constant(null), fc.integer(), fc.array(textPart, { maxLength: 2 })),
    aside: fc.option(fc.oneof(system, user, assistant), { nil: null }),
    is_error: fc.boolean(),
  })
  .map(({ content, ids, args, result, aside, is_error }) => [
    {
      role: 'assistant',
      content,
      tool_calls: ids.map((id) => ({ id, type: 'function', function: { name: 'look', arguments: args } })),
    },
    ...(aside ? [aside] : []),
    ...ids.toReversed().map((tool_call_id) => ({ role: 'tool', tool_call_id, content: result, is_error })),
  ]);

const conversation = fc
  .array(fc.oneof(system, user, assistant, exchange), { maxLength: 8 })
  .map((items) => [...items.flat(), { role: 'user', content: 'So?' }])
  .chain((messages) =>
    fc.boolean().map((isOpen) => (isOpen ? [...messages, { role: 'assistant', content: 'Well \n' }] : messages)),
  );

const schema = fc.constantFrom(
  { type: 'object', properties: { a: { type: 'string' } } },
  { anyOf: [{ properties: { a: {} } }, { properties: { b: {} } }] },
);
const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const request = fc.record({
  model: fc.constant('m'),
  messages: conversation,
  tools: optional(
    schema.map((parameters) => [{ type: 'function', function: { name: 'look', parameters, strict: true } }]),
  ),
  max_tokens: optional(fc.integer({ min: 1, max: 300_000 })),
  temperature: optional(fc.double({ min: 0, max: 2, noNaN: true })),
  top_p: optional(fc.double({ min: 0, max: 1, noNaN: true })),
  top_k: optional(fc.integer({ min: 1, max: 100 })),
  stop: optional(fc.array(words, { maxLength: 4 })),
  reasoning_effort: optional(fc.constantFrom('none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max')),
  thinking: optional(
    fc.constantFrom({ type: 'enabled', budget_tokens: 5_000 }, { type: 'adaptive' }, { type: 'disabled' }),
  ),
  response_format: optional(
    fc.oneof(
      fc.constant({ type: 'json_object' }),
      schema.map((one) => ({ type: 'json_schema', json_schema: { name: 'a', schema: one } })),
    ),
  ),
  cache_control: cacheControl,
  parallel_tool_calls: optional(fc.boolean()),
});

function sent(body: object, model: (typeof CATALOG)[number]) {
  return translateRequest(parseChatRequest(JSON.parse(JSON.stringify(body))), { model });
}

const always = (holds: (body: MessagesRequest, model: (typeof CATALOG)[number]) => void) =>
  fc.assert(
    fc.property(request, fc.constantFrom(...CATALOG), (body, model) => holds(sent(body, model).body, model)),
    { numRuns: 200 },
  );

function signed(message: object): object {
  if (!('reasoning_details' in message)) return message;
  const details = message.reasoning_details as { text: string }[];
  const reasoning_details = details.map((detail) => ({ ...detail, signature: signThinking(detail.text) }));
  return { ...message, reasoning_details };
}

const blocksOf = ({ messages }: MessagesRequest): ContentBlock[] => messages.flatMap(({ content }) => content);
const idsOf = (content: readonly ContentBlock[], type: 'tool_use' | 'tool_result') =>
  content.flatMap((block) =>
    block.type === type ? ['id' in block ? block.id : 'tool_use_id' in block ? block.tool_use_id : ''] : [],
  );

describe('for any request and any model, the Messages request', () => {
  it('has no blank text and no empty message', () =>
    always((body) => {
      const texts = [
        ...(body.system ?? []),
        ...blocksOf(body).flatMap((block) => (block.type === 'tool_result' ? (block.content ?? []) : [block])),
      ];
      for (const block of texts) if (block.type === 'text') expect(block.text.trim()).not.toBe('');
      for (const { content } of body.messages) expect(content.length).toBeGreaterThan(0);
      for (const block of blocksOf(body)) if (block.type === 'tool_result') expect(block.content).not.toEqual([]);
    }));

  it('alternates its roles, with system only between a user and an assistant turn', () =>
    always((body, { abilities }) => {
      const roles = body.messages.map(({ role }) => role);
      const turns = roles.filter((role) => role !== 'system');
      for (const [index, role] of turns.entries()) if (index > 0) expect(role).not.toBe(turns[index - 1]);
      for (const [index, role] of roles.entries()) {
        if (role !== 'system') continue;
        expect(abilities.midConversationSystem).toBe(true);
        expect(roles[index - 1]).toBe('user');
        expect([undefined, 'assistant']).toContain(roles[index + 1]);
      }
    }));

  it('has the results of each turn’s calls, each once, at the start of the next', () =>
    always(({ messages }) => {
      for (const [index, { role, content }] of messages.entries()) {
        const calls = idsOf(content, 'tool_use');
        const results = idsOf(messages[index + 1]?.content ?? [], 'tool_result');
        if (role === 'assistant') expect(results.toSorted()).toEqual(calls.toSorted());
        const firstOther = content.findIndex(({ type }) => type !== 'tool_result');
        if (firstOther !== -1) expect(idsOf(content.slice(firstOther), 'tool_result')).toEqual([]);
      }
    }));

  it('names each call once, as upstream allows, with nothing after the calls of a turn', () =>
    always((body) => {
      const ids = idsOf(blocksOf(body), 'tool_use');
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
      for (const { content } of body.messages) {
        const first = content.findIndex(({ type }) => type === 'tool_use');
        if (first !== -1) expect(content.slice(first).every(({ type }) => type === 'tool_use')).toBe(true);
      }
    }));

  it('has at most four cache breakpoints', () =>
    always((body) => {
      const blocks = [...(body.tools ?? []), ...(body.system ?? []), ...blocksOf(body)];
      const explicit = blocks.filter((block) => 'cache_control' in block).length;
      expect(explicit + (body.cache_control ? 1 : 0)).toBeLessThanOrEqual(4);
    }));

  it('asks only for abilities of the model', () =>
    always((body, { abilities, maxOutputTokens }) => {
      expect(body.max_tokens).toBeLessThanOrEqual(maxOutputTokens);
      if (abilities.sampling === 'none')
        for (const name of ['temperature', 'top_p', 'top_k']) expect(body).not.toHaveProperty(name);
      if (abilities.sampling === 'either')
        expect(body.temperature === undefined || body.top_p === undefined).toBe(true);
      if (body.thinking?.type === 'enabled') {
        expect(abilities.thinking).toBe('manual');
        expect(body.thinking.budget_tokens).toBeGreaterThanOrEqual(1_024);
        expect(body.thinking.budget_tokens).toBeLessThan(body.max_tokens);
        expect(['any', 'tool']).not.toContain(body.tool_choice?.type);
      }
      const effort = body.output_config?.effort;
      if (effort) expect(abilities.efforts).toContain(effort);
      if (body.messages.at(-1)?.role === 'assistant') expect(abilities.prefill).toBe(true);
      if (!body.tools) expect(body).not.toHaveProperty('tool_choice');
      for (const stop of body.stop_sequences ?? []) expect(stop.trim()).not.toBe('');
    }));

  it('is accepted by the sandbox, which is as strict as upstream', () => {
    fc.assert(
      fc.property(request, fc.constantFrom(...CATALOG), (body, model) => {
        const messages = body.messages.map(signed);
        expect(acceptMessages(sent({ ...body, messages }, model).body).model).toBe(model);
      }),
      { numRuns: 300 },
    );
  });

  it('is well-formed Unicode, and the same each time', () => {
    fc.assert(
      fc.property(request, fc.constantFrom(...CATALOG), (body, model) => {
        const text = JSON.stringify(sent(body, model));
        expect(text).not.toMatch(/\\ud[89a-f]/);
        expect(JSON.stringify(sent(body, model))).toBe(text);
      }),
      { numRuns: 100 },
    );
  });

  it('has no more bytes of text than its bound says', () => {
    fc.assert(
      fc.property(request, fc.constantFrom(...CATALOG), (request_, model) => {
        const { body, bound } = sent(request_, model);
        const texts = [...(body.system ?? []), ...blocksOf(body)].flatMap((block) =>
          block.type === 'text' ? [block.text] : [],
        );
        expect(bound.textBytes).toBeGreaterThanOrEqual(Buffer.byteLength(texts.join('')));
      }),
      { numRuns: 100 },
    );
  });
});
