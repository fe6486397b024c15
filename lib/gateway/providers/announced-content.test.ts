import { describe, expect, it } from 'vitest';
import { translateAll } from '../dialects/chat/testing/replay.ts';
import { accumulate } from '../messages/accumulate.ts';
import { readEvents } from './sse.ts';

const CALL = { type: 'tool_use', id: 'toolu_1', name: 'tag', input: { value: 'Sparkle Day' } };
const TEXT = { type: 'text', text: 'Look: ' };
const USAGE = { input_tokens: 9, output_tokens: 4 };

const line = (event: object) => `data: ${JSON.stringify(event)}\n\n`;
const start = (more: object = {}) =>
  line({ type: 'message_start', message: { id: 'msg_1', model: 'm', content: [], usage: USAGE, ...more } });
const begin = (index: number, content_block: object) => line({ type: 'content_block_start', index, content_block });
const json = (index: number, partial_json: string) =>
  line({ type: 'content_block_delta', index, delta: { type: 'input_json_delta', partial_json } });
const end = (index: number) => line({ type: 'content_block_stop', index });
const reason = line({ type: 'message_delta', delta: { stop_reason: 'tool_use' }, usage: USAGE });
const stop = line({ type: 'message_stop' });
const sent = [begin(0, { ...CALL, input: {} }), json(0, '{"value":"Spark'), json(0, 'le Day"}'), end(0)];

const argumentsIn = (...lines: string[]) => {
  const events = readEvents(lines.join(''));
  const streamed = translateAll(events).flatMap(({ choices: [choice] }) => choice?.delta.tool_calls ?? []);
  const [whole] = accumulate(events).content.flatMap((block) => (block.type === 'tool_use' ? [block] : []));
  return [streamed.map((call) => call.function?.arguments).join(''), whole?.rawInput ?? JSON.stringify(whole?.input)];
};
const ONCE = ['{"value":"Sparkle Day"}', '{"value":"Sparkle Day"}'];

describe('a call that message_start holds', () => {
  it.each([
    ['is not sent again', [start({ content: [CALL] }), reason, stop]],
    ['is sent again', [start({ content: [CALL] }), ...sent, reason, stop]],
    ['is sent again after two starts', [start({ content: [CALL] }), start({ content: [CALL] }), ...sent, reason, stop]],
    ['is followed by more', [start({ content: [CALL] }), begin(1, TEXT), end(1), reason, stop]],
    ['comes with the reason to stop', [start({ content: [CALL], stop_reason: 'tool_use' }), stop]],
    ['begins with its arguments', [start(), begin(0, CALL), end(0), reason, stop]],
    ['begins with its arguments, which are sent again', [start(), begin(0, CALL), ...sent.slice(1), reason, stop]],
    ['begins with its arguments and never ends', [start(), begin(0, CALL), reason, stop]],
  ])('is told once, when it %s', (_name, lines) => {
    expect(argumentsIn(...lines)).toEqual(ONCE);
  });

  const untrusted = (what: string) => expect.objectContaining({ failure: { kind: 'malformed', what } });
  it.each([
    [
      'goes on without beginning',
      [start({ content: [CALL] }), json(0, '{}'), reason, stop],
      'a block goes on that has not begun, or has ended',
    ],
    [
      'is sent again halfway',
      [start(), sent[0], sent[1], start(), ...sent, reason, stop],
      'it begins again in the middle',
    ],
    [
      'goes on after a second start',
      [start(), sent[0], sent[1], start(), sent[2], reason, stop],
      'it begins again in the middle',
    ],
    [
      'is left out after all',
      [start({ content: [TEXT, CALL] }), begin(0, TEXT), end(0), reason, stop],
      'it leaves out a block that it announced',
    ],
  ])('is an honest failure, when it %s', (_name, lines, what) => {
    expect(() => argumentsIn(...(lines as string[]))).toThrow(untrusted(what));
  });

  it('keeps every digit', () => {
    const exact = begin(0, CALL).replace('"Sparkle Day"', '2512292042121000001');
    expect(argumentsIn(start(), exact, end(0), reason, stop)).toEqual(Array(2).fill('{"value":2512292042121000001}'));
    const announced = start({ content: [CALL] }).replace('"Sparkle Day"', '1.0');
    expect(argumentsIn(announced, reason, stop)).toEqual(Array(2).fill('{"value":1.0}'));
  });
});
