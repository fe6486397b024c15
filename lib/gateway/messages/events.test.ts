import { expect, it } from 'vitest';
import { joinText, type StreamEvent } from './events.ts';

const text = (piece: string, index = 0): StreamEvent => ({
  type: 'content_block_delta',
  index,
  delta: { type: 'text_delta', text: piece },
});
const thought: StreamEvent = {
  type: 'content_block_delta',
  index: 0,
  delta: { type: 'thinking_delta', thinking: 'a' },
};
const ping: StreamEvent = { type: 'ping' };

it('makes one of pieces that follow one another', () => {
  expect(joinText([ping, text('a'), text('b'), text('c'), ping, text('d')])).toEqual([
    ping,
    text('abc'),
    ping,
    text('d'),
  ]);
});

it('keeps blocks and kinds apart', () => {
  const events = [text('a'), text('b', 1), thought, thought, text('c')];
  expect(joinText(events)).toEqual(events);
});

it('does not mutate its input', () => {
  const events = [text('a'), text('b')];
  joinText(events);
  expect(events).toEqual([text('a'), text('b')]);
});
