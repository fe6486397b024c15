import fc from 'fast-check';
import type { ChatCompletionCreateParams } from 'openai/resources';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { PARAMETERS, supportedParameters } from '#lib/models/parameters.ts';
import { chatRequestSchema, parseChatRequest } from './request.ts';

const hello = { model: 'anthropic/claude-opus-4-7', messages: [{ role: 'user', content: 'Hello' }] };
const saying = (...messages: unknown[]) => ({ model: 'm', messages });

function refusal(body: unknown): { code: string; param: string | undefined; message: string } {
  try {
    parseChatRequest(body);
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, param: error.options.param, message: error.message };
    throw error;
  }
  throw new Error('The request was accepted.');
}

describe('a request that is wrong', () => {
  const part = (value: object) => saying({ role: 'user', content: [value] });
  it.each([
    [null, 'invalid_value', undefined],
    [[], 'invalid_value', undefined],
    [{}, 'missing_required_parameter', 'model'],
    [{ model: 'm' }, 'missing_required_parameter', 'messages'],
    [{ ...hello, model: ' ' }, 'invalid_value', 'model'],
    [saying(), 'invalid_value', 'messages'],
    [saying('Hi'), 'invalid_value', 'messages[0]'],
    [saying({ content: 'Hi' }), 'missing_required_parameter', 'messages[0].role'],
    [saying({ role: 'critic', content: 'Hi' }), 'unsupported_value', 'messages[0].role'],
    [saying(hello.messages[0], { role: 'user' }), 'missing_required_parameter', 'messages[1].content'],
    [saying({ role: 'user', content: null }), 'invalid_value', 'messages[0].content'],
    [part({ type: 'text' }), 'missing_required_parameter', 'messages[0].content[0].text'],
    [part({ type: 'input_audio', input_audio: {} }), 'unsupported_value', 'messages[0].content[0].type'],
    [part({ type: 'video_url' }), 'unsupported_value', 'messages[0].content[0].type'],
    [part({ type: 'image_url', image_url: {} }), 'missing_required_parameter', 'messages[0].content[0].image_url.url'],
    [
      saying({ role: 'system', content: [{ type: 'image_url', image_url: 'x' }] }),
      'unsupported_value',
      'messages[0].content[0].type',
    ],
    [
      saying({ role: 'assistant', content: [{ type: 'image_url' }] }),
      'unsupported_value',
      'messages[0].content[0].type',
    ],
    [saying({ role: 'tool', content: 'x' }), 'missing_required_parameter', 'messages[0].tool_call_id'],
    [
      saying({ role: 'assistant', tool_calls: [{ type: 'function', function: { name: 'f' } }] }),
      'missing_required_parameter',
      'messages[0].tool_calls[0].id',
    ],
    [
      saying({ role: 'assistant', tool_calls: [{ id: 'a', type: 'function', name: 'f' }] }),
      'missing_required_parameter',
      'messages[0].tool_calls[0].function',
    ],
    [{ ...hello, max_tokens: 0 }, 'invalid_value', 'max_tokens'],
    [{ ...hello, max_completion_tokens: 1.5 }, 'invalid_value', 'max_completion_tokens'],
    [{ ...hello, temperature: '0.5' }, 'invalid_value', 'temperature'],
    [{ ...hello, stop: ['a', 'b', 'c', 'd', 'e'] }, 'invalid_value', 'stop'],
    [{ ...hello, stop: [1] }, 'invalid_value', 'stop[0]'],
    [{ ...hello, n: 2 }, 'unsupported_value', 'n'],
    [{ ...hello, seed: 0.5 }, 'invalid_value', 'seed'],
    [{ ...hello, reasoning_effort: 'extreme' }, 'invalid_value', 'reasoning_effort'],
    [{ ...hello, tool_choice: 'maybe' }, 'invalid_value', 'tool_choice'],
    [{ ...hello, tools: [{ type: 'function', function: {} }] }, 'missing_required_parameter', 'tools[0].function.name'],
    [{ ...hello, tools: [{ type: 'function' }] }, 'missing_required_parameter', 'tools[0].function'],
    [{ ...hello, tools: [{ type: 'function', name: 'no name' }] }, 'invalid_value', 'tools[0].name'],
    [{ ...hello, tools: [{ type: 'function', name: 5 }] }, 'invalid_value', 'tools[0].name'],
    [{ ...hello, tools: [{ type: 'function', name: 'f', parameters: 5 }] }, 'invalid_value', 'tools[0].parameters'],
    [{ ...hello, tools: [{ type: 'web_search', name: 'f' }] }, 'unsupported_value', 'tools[0].type'],
    [{ ...hello, tool_choice: { type: 'function', name: '' } }, 'invalid_value', 'tool_choice.name'],
    [{ ...hello, modalities: ['text', 'audio'] }, 'unsupported_parameter', 'modalities'],
    [{ ...hello, web_search_options: {} }, 'unsupported_parameter', 'web_search_options'],
    [{ ...hello, metadata: { a: 1 } }, 'invalid_value', 'metadata.a'],
    [
      { ...hello, metadata: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`k${i}`, 'v'])) },
      'invalid_value',
      'metadata',
    ],
    [{ ...hello, cache_control: { type: 'ephemeral', ttl: '2h' } }, 'invalid_value', 'cache_control.ttl'],
  ])('%j → %s, %s', (body, code, param) => expect(refusal(body)).toMatchObject({ code, param }));

  it.each([
    [{ ...hello, temperature: 3 }, '`temperature` must be at most 2.'],
    [{ ...hello, max_tokens: 1.5 }, '`max_tokens` must be a whole number.'],
    [
      { ...hello, metadata: { ['k'.repeat(9_000)]: 'v' } },
      `\`metadata.${'k'.repeat(64)}\` has a name that is too long.`,
    ],
    [{ model: 'm' }, '`messages` is required: it must be an array.'],
    [saying(), '`messages` must have at least 1 entry.'],
    [{ ...hello, stop: ['a', 'b', 'c', 'd', 'e'] }, '`stop` must have at most 4 entries.'],
    [saying({ role: 'user', content: 5 }), '`messages[0].content` must be a string or an array.'],
    [
      { ...hello, response_format: { type: 'x' } },
      '`response_format.type` must be one of `text`, `json_object`, `json_schema`.',
    ],
    [{ ...hello, cache_control: { type: 'x' } }, '`cache_control.type` must be `ephemeral`.'],
  ])('is told what to do: %j', (body, message) => expect(refusal(body).message).toBe(message));
});

describe('a request that is right', () => {
  it('may have a seed drawn from 64 bits', () => {
    expect(parseChatRequest({ ...hello, seed: 2 ** 64 - 1 }).seed).toBe(2 ** 64);
    expect(refusal({ ...hello, seed: 0.5 })).toMatchObject({ code: 'invalid_value', param: 'seed' });
  });

  it('may give null for every optional field', () => {
    const optional = Object.keys(chatRequestSchema.shape).filter((name) => name !== 'model' && name !== 'messages');
    const parsed = parseChatRequest({ ...hello, ...Object.fromEntries(optional.map((name) => [name, null])) });
    expect(parsed.messages).toEqual(hello.messages);
  });

  it('loses fields we do not know, wherever they are, and names them', () => {
    const parsed = parseChatRequest({ ...hello, session_id: 'x', messages: [{ ...hello.messages[0], mood: 'Ada' }] });
    expect(parsed).toEqual({ ...hello, unknownFields: ['messages.mood', 'session_id'] });
  });

  it('has every field of OpenAI’s', () => {
    const missing: Exclude<keyof ChatCompletionCreateParams, keyof typeof chatRequestSchema.shape>[] = [];
    expect(missing).toEqual([]);
  });

  it('may write functions flat, as the Responses API has them', () => {
    const parameters = { type: 'object', properties: {} };
    const tools = [
      { type: 'function', name: 'f', description: 'd', parameters, strict: true, cache_control: { type: 'ephemeral' } },
      { type: 'function', function: { name: 'g' } },
      { type: 'custom', name: 'h', description: 'd' },
    ];
    const flat = parseChatRequest({ ...hello, tools, tool_choice: { type: 'function', name: 'f' } });
    expect(flat.tools).toEqual([
      {
        type: 'function',
        function: { name: 'f', description: 'd', parameters, strict: true },
        cache_control: { type: 'ephemeral' },
      },
      { type: 'function', function: { name: 'g' } },
      { type: 'custom', custom: { name: 'h', description: 'd' } },
    ]);
    expect(flat.tool_choice).toEqual({ type: 'function', function: { name: 'f' } });
  });

  it('keeps a schema verbatim', () => {
    const parameters = {
      type: 'object',
      properties: { a: { $ref: '#/$defs/a' } },
      $defs: { a: { enum: [1, null, 'x'] } },
      'x-own': 1,
    };
    const tools = [{ type: 'function', function: { name: 'f', parameters } }];
    expect(parseChatRequest({ ...hello, tools }).tools).toEqual(tools);
  });
});

describe('a hostile request', () => {
  it('cannot reach a prototype', () => {
    const body: unknown =
      JSON.parse(`{"model":"m","__proto__":{"stream":true},"messages":[{"role":"user","content":"Hi","__proto__":{"role":"system"}}],
      "metadata":{"__proto__":"x"},"tools":[{"type":"function","function":{"name":"f","parameters":{"__proto__":{"a":1},"properties":{"__proto__":{}}}}}]}`);
    const parsed = parseChatRequest(body);
    expect(parsed.stream).toBeUndefined();
    expect(parsed.messages[0]?.role).toBe('user');
    expect(parsed.unknownFields).toEqual(['__proto__', 'messages.__proto__']);
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  it.each(['parameters', 'schema'])('may not nest its %s deeper than 64 levels', (where) => {
    const nested = (levels: number): object => {
      let value: object = {};
      for (let level = 0; level < levels; level++) value = { a: value };
      return value;
    };
    const body = (levels: number) =>
      where === 'schema'
        ? { ...hello, response_format: { type: 'json_schema', json_schema: { name: 's', schema: nested(levels) } } }
        : { ...hello, tools: [{ type: 'function', function: { name: 'f', parameters: nested(levels) } }] };
    expect(parseChatRequest(body(63))).toBeDefined();
    expect(refusal(body(10_000))).toMatchObject({
      code: 'invalid_value',
      message: expect.stringContaining('64 levels'),
    });
  });

  it('is refused for its first mistake only, however many there are', () => {
    expect(refusal(saying(...Array.from({ length: 100_000 }, () => 0))).param).toBe('messages[0]');
    expect(refusal(saying({ role: 'user', content: Array.from({ length: 1_000_000 }, () => 0) })).param).toBe(
      'messages[0].content',
    );
    expect(refusal({ ...hello, messages: Array.from({ length: 100_001 }, () => hello.messages[0]) }).param).toBe(
      'messages',
    );
  });

  it('is answered with an AppError or a request, for any value', () => {
    const value = fc.anything({ withNullPrototype: true, maxDepth: 4 });
    const field = fc.constantFrom(...Object.keys(chatRequestSchema.shape));
    fc.assert(
      fc.property(field, value, (name, anything) => {
        try {
          parseChatRequest({ ...hello, [name]: anything });
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
    );
  });

  it('keeps its lone surrogates to itself', () => {
    const parsed = parseChatRequest({ ...hello, stop: '\ud800', messages: [{ role: 'user', content: '\udc00x' }] });
    expect(JSON.stringify(parsed)).not.toMatch(/\\ud[89a-f]/);
  });
});

describe('the schema', () => {
  it('describes every parameter in one sentence', () => {
    for (const [name, field] of Object.entries(chatRequestSchema.shape))
      expect(field.description, name).toMatch(/^[A-Z`].*\.$/);
  });

  it('can be written out as JSON Schema', () => {
    expect(z.toJSONSchema(chatRequestSchema)).toMatchObject({ type: 'object', required: ['model', 'messages'] });
  });

  it('accepts every field of the table of parameters', () => {
    const fields = new Set(PARAMETERS.map(({ name }) => name.split('.')[0] as string));
    for (const name of fields) expect(Object.keys(chatRequestSchema.shape)).toContain(name);
  });

  it.each(CATALOG.map((model) => [model.id, model] as const))('accepts all that is advertised for %s', (_id, model) => {
    const advertised = supportedParameters(model);
    expect(advertised).toContain('max_tokens');
    expect(advertised.filter((name) => !Object.hasOwn(chatRequestSchema.shape, name))).toEqual([]);
  });
});
