import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MessagesRequest } from '#lib/gateway/messages/request.ts';
import { cutAtLength, cutAtStop, tokensOf } from './cut.ts';
import type { DraftBlock } from './draft.ts';
import { toEqualPieces, toPieces } from './events.ts';
import { countText, cutText } from './text-tokens.ts';
import { countPrompt } from './tokens.ts';

const request = (more: Partial<MessagesRequest>): MessagesRequest => ({
  model: 'm',
  max_tokens: 1,
  messages: [],
  ...more,
});
const anyText = fc.string({ unit: 'grapheme', maxLength: 60 });

describe('the token rule', () => {
  it.each([
    ['', 0],
    ['four', 1],
    ['fives', 2],
    ['äöüß', 2],
    ['привет', 3],
    ['مرحبا', 4],
    ['こんにちは', 5],
    ['🦤', 2],
  ])('counts %j as %i', (text, tokens) => expect(countText(text)).toBe(tokens));

  it('adds up as README.md says', () => {
    const image = { type: 'image', source: { type: 'url', url: 'https://example.com' } } as const;
    const pdf = { type: 'document', source: { type: 'url', url: 'https://example.com' } } as const;
    const prompt = request({
      system: [{ type: 'text', text: 'Be brief.' }], // 3
      tools: [{ name: 'add', description: 'Adds.', input_schema: { type: 'object' } }], // 12 + 1 + 2 + 5
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'Hi there' }, image, pdf] }, // 4 + 2 + 1000 + 2000
        { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'add', input: { n: 1 } }] }, // 4 + 1 + 2
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: [{ type: 'text', text: '42' }] }] }, // 4 + 4 + 1
      ],
      output_config: { format: { type: 'json_schema', schema: { type: 'string' } } }, // 5
    });
    expect(countPrompt(prompt)).toBe(3 + 20 + 3_006 + 7 + 9 + 5);
  });
});

describe('cutting', () => {
  it('keeps as much as the tokens hold, in whole characters', () => {
    fc.assert(
      fc.property(anyText, fc.nat(40), (text, tokens) => {
        const kept = cutText(text, tokens);
        expect(text.startsWith(kept)).toBe(true);
        expect(kept.isWellFormed()).toBe(text.isWellFormed());
        expect(countText(kept)).toBeLessThanOrEqual(tokens);
        const [next] = [...text.slice(kept.length)];
        if (next !== undefined) expect(countText(kept + next)).toBeGreaterThan(tokens);
      }),
    );
  });

  it('never exceeds the limit, and a cut stays hardly below it', () => {
    const block = fc.oneof(
      anyText.map((text): DraftBlock => ({ type: 'text', text: `x${text}` })),
      anyText.map((text): DraftBlock => ({ type: 'thinking', text: `x${text}`, isShown: true })),
      anyText.map((text): DraftBlock => ({ type: 'tool_use', name: 'a_long_name', json: JSON.stringify({ text }) })),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 4 }), fc.nat(60), (blocks, limit) => {
        const all = blocks.reduce((sum, each) => sum + tokensOf(each), 0);
        const cut = cutAtLength({ blocks }, limit);
        const said = cut.blocks.reduce((sum, each) => sum + tokensOf(each), 0);
        expect(cut.stop).toBe(all > limit ? 'length' : undefined);
        expect(said).toBeLessThanOrEqual(limit);
        // The next character may have two tokens.
        if (all <= limit || cut.blocks.at(-1)?.isCut) expect(said).toBeGreaterThanOrEqual(Math.min(all, limit - 1));
      }),
    );
  });

  it('ends before the first stop sequence', () => {
    const blocks: DraftBlock[] = [
      { type: 'text', text: 'one END two STOP' },
      { type: 'text', text: 'more' },
    ];
    expect(cutAtStop(blocks, ['STOP', 'END'])).toEqual({
      blocks: [{ type: 'text', text: 'one ' }],
      stop: { sequence: 'END' },
    });
    expect(cutAtStop(blocks, ['one'])).toEqual({ blocks: [], stop: { sequence: 'one' } });
    expect(cutAtStop(blocks, ['none'])).toEqual({ blocks });
  });
});

describe('pieces', () => {
  it('are the text again, each whole in its characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(toPieces(text).join('')).toBe(text);
        for (const piece of toPieces(text)) expect(piece.isWellFormed()).toBe(true);
      }),
    );
  });

  it('come in the number asked for', () => {
    expect(toEqualPieces('abcdefghij', 4)).toEqual(['abc', 'de', 'fgh', 'ij']);
    expect(toEqualPieces('ab', 4)).toEqual(['a', 'b']);
    expect(toEqualPieces('x'.repeat(1_000), 77)).toHaveLength(77);
  });
});
