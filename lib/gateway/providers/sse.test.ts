import { describe, expect, it } from 'vitest';
import { GREETING_STREAM, streamEvents } from '#lib/testing/upstream-answers.ts';
import type { StreamEvent } from '../messages/events.ts';
import { createEventParser } from './sse.ts';

function parse(chunks: Iterable<Uint8Array | string>): StreamEvent[] {
  const events: StreamEvent[] = [];
  const parser = createEventParser((event) => events.push(event));
  for (const chunk of chunks) parser.feed(Buffer.from(chunk));
  return events;
}

const whole = parse([GREETING_STREAM]);
const textOf = (events: StreamEvent[]) =>
  events
    .map((it) => (it.type === 'content_block_delta' && it.delta.type === 'text_delta' ? it.delta.text : ''))
    .join('');
const malformed = expect.objectContaining({ failure: expect.objectContaining({ kind: 'malformed' }) });

describe('event parser', () => {
  it('reads the events of a stream with padded data lines', () => {
    expect(whole.map((it) => it.type)).toEqual([
      'message_start',
      'content_block_start',
      'ping',
      'content_block_delta',
      'content_block_delta',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ]);
    expect(textOf(whole)).toBe('Grüße 👋');
  });

  const variants = {
    'line feeds': GREETING_STREAM,
    'carriage returns': GREETING_STREAM.replaceAll('\n', '\r'),
    'carriage returns and line feeds': GREETING_STREAM.replaceAll('\n', '\r\n'),
    'a byte order mark': `\uFEFF${GREETING_STREAM}`,
    'comments between events': GREETING_STREAM.replaceAll('\n\n', '\n: keep-alive\n\n: again\n\n'),
    'data over several lines': GREETING_STREAM.replaceAll(',"', ',\ndata: "'),
    'no event lines': GREETING_STREAM.replaceAll(/^event: .*\n/gm, ''),
  };

  it.each(Object.entries(variants))('gives the same events with %s, cut at any byte', (_, text) => {
    const bytes = Buffer.from(text);
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(parse([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(whole);
    }
  });

  it.each(Object.entries(variants))('gives the same events with %s, one byte at a time', (_, text) => {
    expect(parse(Array.from(Buffer.from(text), (byte) => Uint8Array.of(byte)))).toEqual(whole);
  });

  const piece = (text: string, index = 3) => ({
    type: 'content_block_delta',
    index,
    delta: { type: 'text_delta', text },
  });
  const spelled = (text: string) => JSON.stringify(piece(text));

  it.each([
    ['as Anthropic writes it', spelled('héllo 👋'), piece('héllo 👋')],
    ['with padding between its braces', spelled('hi').replace(/\}\}$/, '}      }'), piece('hi')],
    ['with blanks everywhere', JSON.stringify(piece('hi'), null, 1).replaceAll('\n', ' '), piece('hi')],
    [
      'with its fields in another order',
      '{"delta":{"text":"hi","type":"text_delta"},"index":3,"type":"content_block_delta"}',
      piece('hi'),
    ],
    ['with a field invented later', spelled('hi').replace('"index"', '"new":1,"index"'), piece('hi')],
    ['with a line break in it', spelled('a\nb'), piece('a\nb')],
    ['with quotation marks in it', spelled('"},"delta":{"'), piece('"},"delta":{"')],
    ['with characters spelled as codes', spelled('hi').replace('hi', '\\u0068\\u0069'), piece('hi')],
    ['with nothing in it', spelled(''), piece('')],
    ['with a number as large as JSON allows', spelled('hi').replace('3', '10000000000'), piece('hi', 1e10)],
  ])('reads a piece of text %s', (_, data, expected) => {
    expect(parse([`data: ${data}\n\n`])).toEqual([expected]);
  });

  it('drops event types invented later, and goes on', () => {
    const invented = 'event: brand_new\ndata: {"type":"brand_new","x":1}\n\n';
    expect(parse([streamEvents.start, invented, streamEvents.stop]).map((it) => it.type)).toEqual([
      'message_start',
      'message_stop',
    ]);
  });

  it('skips events without data', () => {
    expect(parse(['event: ping\ndata:\n\n', streamEvents.stop])).toHaveLength(1);
  });

  it.each([
    ['cut JSON', 'data: {"type":"content_block_delta","ind\n\n'],
    ['no JSON', 'data: <html>\n\n'],
    ['a known event without its fields', 'data: {"type":"content_block_delta"}\n\n'],
    ['a value that is no object', 'data: 7\n\n'],
    ['a tab that is not spelled as one', `data: ${spelled('a-b').replace('-', '\t')}\n\n`],
    ['an index that is none', `data: ${spelled('hi').replace('3', '03')}\n\n`],
    ['an index below zero', `data: ${spelled('hi').replace('3', '-3')}\n\n`],
    ['more after its end', `data: ${spelled('hi')}}\n\n`],
    [
      'a block of a known kind without its fields',
      'data: {"type":"content_block_start","index":0,"content_block":{"type":"tool_use"}}\n\n',
    ],
    [
      'a piece of a known kind of another form',
      'data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":7}}\n\n',
    ],
  ])('does not trust %s', (_, text) => {
    expect(() => parse([text])).toThrow(malformed);
  });

  it.each([
    ['in one piece', [`data: "${'x'.repeat(2 ** 20)}"\n\n`]],
    ['of text', [`data: ${spelled('x'.repeat(2 ** 20))}\n\n`]],
    ['in many pieces that never end', Array.from({ length: 40 }, () => 'x'.repeat(2 ** 15))],
    ['over many lines', Array.from({ length: 40 }, () => `data: ${'x'.repeat(2 ** 15)}\n`)],
  ])('refuses an event beyond 1 MB, %s', (_, chunks) => {
    expect(() => parse(chunks)).toThrow(malformed);
  });
});
