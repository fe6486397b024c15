import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import type { ChatCompletionChunk, Delta } from './chunk.ts';
import type { ChatCompletion, CompletionUsage } from './completion.ts';
import { chunkEncoder, encodeCompletion } from './encode.ts';

const USAGE: CompletionUsage = {
  prompt_tokens: 1,
  completion_tokens: 2,
  total_tokens: 3,
  prompt_tokens_details: { cached_tokens: 0, cache_write_tokens: 0, audio_tokens: 0 },
  completion_tokens_details: {
    reasoning_tokens: 0,
    audio_tokens: 0,
    accepted_prediction_tokens: 0,
    rejected_prediction_tokens: 0,
  },
};

const completion = (content: string, cost?: bigint): ChatCompletion => ({
  id: 'chatcmpl-req_1',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content, refusal: null, annotations: [] },
      finish_reason: 'stop',
      native_finish_reason: 'end_turn',
      logprobs: null,
    },
  ],
  usage: cost === undefined ? USAGE : { ...USAGE, cost: nanoUsd(cost) },
  service_tier: null,
  system_fingerprint: null,
});

const chunk = (delta: Delta, rest: Partial<ChatCompletionChunk> = {}): ChatCompletionChunk => ({
  id: 'chatcmpl-req_1',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'm"\n',
  system_fingerprint: null,
  choices: [{ index: 0, delta, finish_reason: null, logprobs: null }],
  ...rest,
});

const encodeChunk = (each: ChatCompletionChunk): string => chunkEncoder(each)(each);
const decode = (event: string): unknown => JSON.parse(event.replace(/^data: /, ''));

describe('an encoded answer', () => {
  it.each([
    [4_125_000n, '0.004125'],
    [1n, '0.000000001'],
    [0n, '0'],
    [123_456_789_012_345_678n, '123456789.012345678'],
  ])('carries a cost of %d nano-USD as the number %s, digit for digit', (cost, digits) => {
    expect(encodeCompletion(completion('x', cost))).toContain(`"cost":${digits}}`);
  });

  it('is the same JSON for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('"usage":{"cost":0},"cost":1}')), (text) => {
        expect(JSON.parse(encodeCompletion(completion(text, 5n)))).toEqual({
          ...completion(text),
          usage: { ...USAGE, cost: 5e-9 },
        });
      }),
    );
  });
});

describe('an encoded chunk', () => {
  it('is one line that reads back as it was, on the fast path and off it', () => {
    // Line separators matter most, and random characters would almost never include them.
    const lineEnd = fc.constantFrom('\n', '\r', '\u0085', '\u2028', '\u2029');
    const text = fc.string({ unit: fc.oneof(lineEnd, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })) });
    const delta: fc.Arbitrary<Delta> = fc.oneof(
      text.map((content) => ({ content })),
      text.map((content) => ({ role: 'assistant' as const, content })),
      text.map((reasoning_content) => ({ reasoning_content })),
      text.map((name) => ({ tool_calls: [{ index: 0, function: { name, arguments: '' } }] })),
    );
    fc.assert(
      fc.property(delta, fc.constantFrom({}, { usage: null }), (each, rest) => {
        const event = encodeChunk(chunk(each, rest));
        expect(decode(event)).toEqual(chunk(each, rest));
        expect(event.trimEnd()).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
        expect(event).toMatch(/^data: \{.*\}\n\n$/);
      }),
    );
  });

  it('equals plain JSON, member for member, for any head and any answer', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(
        text,
        text,
        text,
        fc.nat(),
        fc.constantFrom({}, { usage: null }),
        (content, id, model, created, rest) => {
          const each = chunk({ content }, { id, model, created, ...rest });
          const plain = JSON.stringify(each).replace(/[\u0085\u2028\u2029]/g, (char) =>
            char === '\u0085' ? '\\u0085' : char === '\u2028' ? '\\u2028' : '\\u2029',
          );
          expect(encodeChunk(each)).toBe(`data: ${plain}\n\n`);
        },
      ),
    );
  });

  it('keeps a finish reason beside text', () => {
    const finished = chunk(
      {},
      { choices: [{ index: 0, delta: { content: 'a' }, finish_reason: 'stop', logprobs: null }] },
    );
    expect(decode(encodeChunk(finished))).toEqual(finished);
  });

  it('carries the cost exactly in the usage chunk', () => {
    const event = encodeChunk(chunk({}, { choices: [], usage: { ...USAGE, cost: nanoUsd(10_000_000_001n) } }));
    expect(event).toContain('"cost":10.000000001}');
    expect(decode(event)).toMatchObject({ choices: [] });
  });
});
