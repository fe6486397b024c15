import { describe, expect, it } from 'vitest';
import { GREETING_STREAM, streamEvents } from '#lib/testing/upstream-answers.ts';
import { createEventParser } from './sse.ts';
import type { StreamEvent } from './stream.ts';

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
const truncated = expect.objectContaining({ failure: { kind: 'truncated' } });

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
    'carriage returns and line feeds': GREETING_STREAM.replaceAll('\n', '\r\n'),
    'a byte order mark': `\uFEFF${GREETING_STREAM}`,
    'comments between events': GREETING_STREAM.replaceAll('\n\n', '\n: keep-alive\n\n: again\n\n'),
    'data over several lines': GREETING_STREAM.replaceAll(',"', ',\ndata: "'),
    'no event lines': GREETING_STREAM.replaceAll(/^event: .*\n/gm, ''),
  };

  it.each(Object.entries(variants))('says the same with %s, cut at any byte', (_, text) => {
    const bytes = Buffer.from(text);
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(parse([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(whole);
    }
  });

  it.each(Object.entries(variants))('says the same with %s, one byte at a time', (_, text) => {
    expect(parse(Array.from(Buffer.from(text), (byte) => Uint8Array.of(byte)))).toEqual(whole);
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
  ])('takes %s for a cut stream', (_, text) => {
    expect(() => parse([text])).toThrow(truncated);
  });

  it.each([
    ['in one piece', [`data: "${'x'.repeat(2 ** 20)}"\n\n`]],
    ['in many pieces that never end', Array.from({ length: 40 }, () => 'x'.repeat(2 ** 15))],
    ['over many lines', Array.from({ length: 40 }, () => `data: ${'x'.repeat(2 ** 15)}\n`)],
  ])('refuses an event beyond 1 MB, %s', (_, chunks) => {
    expect(() => parse(chunks)).toThrow(truncated);
  });
});
