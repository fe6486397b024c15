import { validateHeaderValue } from 'node:http';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listAdjustments } from '#lib/gateway/messages/adjustment.ts';
import { adjusted, assistant, bodyOf, fn, refusal, tool, translated, user } from '../testing/requests.ts';

const reasonFor = (name: string): string => translated({ [name]: 1 }).adjustments[0]?.reason ?? '';

describe('a field this endpoint does not have', () => {
  it.each([
    ['OpenRouter’s', { provider: { order: ['x'] }, transforms: [], models: ['m'], route: 'fallback', plugins: [] }],
    ['Anthropic’s', { system: 'Be brief.', stop_sequences: ['x'], max_tokens_to_sample: 5 }],
    ['a misspelt one', { max_token: 5 }],
  ])('is not sent, and reported: %s', (_, fields) => {
    expect(adjusted(fields)).toEqual(Object.keys(fields).map((name) => `${name}=ignored`));
    expect(Object.keys(bodyOf(fields)).toSorted()).toEqual(['max_tokens', 'messages', 'model']);
  });

  it('counts as absent when it is null', () => expect(adjusted({ provider: null })).toEqual([]));

  it('is refused with strict_params', () => {
    expect(refusal({ strict_params: true, max_token: 5 })).toEqual({
      code: 'unsupported_parameter',
      param: 'max_token',
    });
  });

  it.each([
    ['max_token', '; perhaps `max_tokens` is meant.'],
    ['maxTokens', '; perhaps `max_tokens` is meant.'],
    ['temprature', '; perhaps `temperature` is meant.'],
    ['tool-choice', '; perhaps `tool_choice` is meant.'],
    ['stop_sequences', '; use `stop` instead.'],
    ['system', '; use a message with the role `system` instead.'],
    ['max_output_tokens', '; use `max_completion_tokens` instead.'],
    ['provider', 'This endpoint has no such field.'],
    ['top_a', 'This endpoint has no such field.'],
    ['constructor', 'This endpoint has no such field.'],
  ])('comes with advice, where there is any: %s', (name, advice) =>
    expect(reasonFor(name).endsWith(advice)).toBe(true),
  );
});

describe('an unknown field inside another', () => {
  const talk = (...messages: object[]) => ({ messages });
  const look = {
    type: 'function',
    function: { name: 'look', parameters: { type: 'object', properties: {}, extra: 1 } },
  };
  const asked = { id: 'a', type: 'function', function: { name: 'look', arguments: '{}' } };

  it.each([
    ['messages.mood', talk({ ...user('Hi'), mood: 'good' })],
    [
      'messages.content.cahce_control',
      talk(user([{ type: 'text', text: 'Hi', cahce_control: { type: 'ephemeral' } }])),
    ],
    [
      'messages.content.cache_control.ttll',
      talk(user([{ type: 'text', text: 'Hi', cache_control: { type: 'ephemeral', ttll: '1h' } }])),
    ],
    [
      'messages.content.image_url.size',
      talk(user([{ type: 'image_url', image_url: { url: 'https://a.example/b.png', size: 1 } }])),
    ],
    [
      'messages.tool_calls.extra',
      talk(user('Hi'), assistant(null, { tool_calls: [{ ...asked, extra: 1 }] }), tool('a')),
    ],
    [
      'messages.tool_calls.function.extra',
      talk(
        user('Hi'),
        assistant(null, { tool_calls: [{ ...asked, function: { ...asked.function, extra: 1 } }] }),
        tool('a'),
      ),
    ],
    ['tools.extra', { tools: [{ ...look, extra: 1 }] }],
    ['tools.function.extra', { tools: [{ ...look, function: { ...look.function, extra: 1 } }] }],
    ['tools.function.extra', { tools: [{ type: 'function', name: 'look', extra: 1 }] }],
    ['functions.extra', { functions: [{ name: 'look', extra: 1 }] }],
    [
      'tool_choice.function.extra',
      { tools: [look], tool_choice: { type: 'function', function: { name: 'look', extra: 1 } } },
    ],
    ['response_format.extra', { response_format: { type: 'text', extra: 1 } }],
    [
      'response_format.json_schema.extra',
      {
        response_format: {
          type: 'json_schema',
          json_schema: {
            name: 'a',
            schema: { type: 'object', properties: { a: {} }, required: ['a'], additionalProperties: false, extra: 1 },
            extra: 1,
          },
        },
      },
    ],
    ['stream_options.includeUsage', { stream: true, stream_options: { includeUsage: true } }],
    ['reasoning.summary', { reasoning: { effort: 'low', summary: 'auto' }, max_tokens: 4_000 }],
    ['thinking.extra', { thinking: { type: 'adaptive', extra: 1 }, max_tokens: 4_000 }],
  ])('is reported, and refused with strict_params: %s', (name, fields) => {
    expect(adjusted(fields)).toContain(`${name}=ignored`);
    expect(refusal({ ...fields, strict_params: true }).code).toBe('unsupported_parameter');
  });

  it('is reported once, however many messages have it', () => {
    const messages = Array.from({ length: 50 }, () => ({ ...user('Hi'), mood: 'good' }));
    expect(adjusted({ messages })).toEqual(['messages.mood=ignored']);
  });

  it('is not reported when clients repeat it from an answer, or when it is the customer’s own data', () => {
    const answer = {
      content: 'Hi',
      refusal: null,
      annotations: [],
      audio: null,
      reasoning: 'Hm',
      reasoning_content: 'Hm',
    };
    const details = [{ type: 'reasoning.text', text: 'Hm', signature: 's', format: 'anthropic-claude-v1', index: 0 }];
    const calls = [{ ...asked, index: 0, function: { ...asked.function, parsed_arguments: {} } }];
    const messages = [
      user([{ type: 'image_url', image_url: { url: 'https://a.example/b.png', detail: 'low' } }]),
      { role: 'assistant', ...answer, reasoning_details: details, tool_calls: calls },
      tool('a', { any: { thing: 1 } }, { name: 'look' }),
    ];
    expect(adjusted({ messages, tools: [look], reasoning_effort: 'low', max_tokens: 4_000 })).toEqual([]);
  });
});

describe('names the customer chose', () => {
  it('are counted instead of repeated beyond eight', () => {
    const fields = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`field_${index}`, 1]));
    const { adjustments } = translated(fields);
    expect(adjustments).toHaveLength(9);
    expect(adjustments.at(-1)).toMatchObject({ param: '*', action: 'ignored', reason: expect.stringContaining('992') });
  });

  it.each(['a\r\nset-cookie: x', 'a b', 'a=b; c', 'é', '', '1', 'x'.repeat(49), 'sk-ant-'.repeat(9)])(
    'are not repeated when they could not name a field: %j',
    (name) => expect(adjusted({ [name]: 1 })).toEqual(['*=ignored']),
  );

  it('make a short and valid header, for any names', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('a', '_', '=', '\n') }));
    fc.assert(
      fc.property(fc.dictionary(anything, fc.constant(1), { maxKeys: 40 }), (fields) => {
        const header = listAdjustments(translated(fields).adjustments).join('; ');
        validateHeaderValue('x-tokenhub-adjusted', header);
        expect(header.length).toBeLessThan(600);
      }),
    );
  });
});

const alternatives = {
  anyOf: [
    { type: 'object', properties: { a: {} } },
    { type: 'object', properties: { b: {} } },
  ],
};
const many = Array.from({ length: 1_000 }, (_, index) => fn(`f${index}`, alternatives));

it('a thousand adjusted tools do not make a header that clients refuse', () => {
  const listed = listAdjustments(translated({ tools: many }).adjustments);
  expect(listed).toHaveLength(33);
  expect(listed.at(-1)).toBe('*=adjusted');
});
