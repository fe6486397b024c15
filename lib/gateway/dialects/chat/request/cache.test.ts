import { describe, expect, it } from 'vitest';
import type { MessagesRequest as Body } from '#lib/gateway/messages/request.ts';
import {
  adjusted,
  assistant,
  bodyOf,
  call,
  calling,
  fn,
  refusal,
  system,
  tool,
  translated,
  user,
} from '../testing/requests.ts';

const hour = { type: 'ephemeral', ttl: '1h' };
const short = { type: 'ephemeral' };
const part = (text: string, cache_control?: object) => ({ type: 'text', text, cache_control });
const marked = (...controls: object[]) => ({
  messages: [user(controls.map((control, index) => part(`p${index}`, control)))],
});
const marks = (fields: object) => bodyOf(fields).messages[0]?.content.map((block) => 'cache_control' in block);

describe('cache breakpoints', () => {
  it('pass through on system, parts, tool results and tools, with their time to live', () => {
    const body = bodyOf({
      tools: [{ ...fn('look'), cache_control: hour }],
      messages: [
        system([part('S', hour)]),
        user([part('U', { ...short, ttl: '5m' })]),
        calling('a', 'b'),
        tool('a', 'x', { cache_control: short }),
        tool('b', 'y'),
      ],
    });
    expect(body.tools?.[0]?.cache_control).toEqual(hour);
    expect(body.system?.[0]?.cache_control).toEqual(hour);
    expect(body.messages[0]?.content[0]).toMatchObject({ cache_control: { ttl: '5m' } });
    expect(body.messages[2]?.content[0]).toMatchObject({ type: 'tool_result', cache_control: short });
  });

  it('beyond four lose the first, counting tools and system before messages (pitfall 59)', () => {
    const fields = { ...marked(short, short, short, short), tools: [{ ...fn('look'), cache_control: short }] };
    expect(bodyOf(fields).tools?.[0]).not.toHaveProperty('cache_control');
    expect(marks(fields)).toEqual([true, true, true, true]);
    expect(adjusted(fields)).toEqual(['cache_control=dropped']);
  });

  it('beyond three lose the first beside automatic caching, which takes one (pitfall 59)', () => {
    expect(marks({ ...marked(short, short, short, short), cache_control: short })).toEqual([false, true, true, true]);
  });

  it('of one hour after one of five minutes are refused', () => {
    expect(refusal(marked(short, hour))).toEqual({ code: 'invalid_value', param: 'cache_control' });
    expect(refusal({ ...marked(short), cache_control: hour }).param).toBe('cache_control');
  });

  it.each([
    [{}, 'none'],
    [marked(short), '5m'],
    [marked(hour, short), '1h'],
    [{ cache_control: hour }, '1h'],
  ])('tell the hold how long they live: %j', (fields, ttl) => expect(translated(fields).bound.cacheTtl).toBe(ttl));

  it('inside a tool result move to the result', () => {
    const messages = [user('Go'), calling('a'), tool('a', [part('x', short)])];
    expect(bodyOf({ messages, tools: [fn('look')] }).messages[2]?.content).toEqual([
      { type: 'tool_result', tool_use_id: 'a', content: [{ type: 'text', text: 'x' }], cache_control: short },
    ]);
  });

  it('in OpenAI’s spelling become the shortest of ours, and say so', () => {
    const fields = { messages: [user([{ ...part('x'), prompt_cache_breakpoint: { mode: 'explicit', ttl: '12h' } }])] };
    expect(bodyOf(fields).messages[0]?.content[0]).toMatchObject({ cache_control: short });
    expect(adjusted(fields)).toEqual(['prompt_cache_breakpoint=mapped']);
  });

  const beside = { cache_control: short };
  it.each([
    ['system', [{ ...system('S'), ...beside }, user('U')], (body: Body) => body.system?.[0]],
    ['user', [{ ...user('U'), ...beside }], (body: Body) => body.messages[0]?.content[0]],
    [
      'user, of several parts',
      [{ ...user([part('a'), part('b')]), ...beside }],
      (body: Body) => body.messages[0]?.content[1],
    ],
    ['assistant', [user('U'), assistant('A', beside), user('U')], (body: Body) => body.messages[1]?.content[0]],
    [
      'assistant, with calls',
      [user('U'), { ...calling('a', 'b'), content: 'A', ...beside }, tool('a'), tool('b')],
      (body: Body) => body.messages[1]?.content[2],
    ],
    ['tool', [user('U'), calling('a'), tool('a', 'x', beside)], (body: Body) => body.messages[2]?.content[0]],
    [
      'function',
      [
        user('U'),
        assistant(null, { function_call: { name: 'look' } }),
        { role: 'function', name: 'look', content: 'x', ...beside },
      ],
      (body: Body) => body.messages[2]?.content[0],
    ],
    [
      'a call',
      [user('U'), assistant(null, { tool_calls: [{ ...call('a'), ...beside }, call('b')] }), tool('a'), tool('b')],
      (body: Body) => body.messages[1]?.content[0],
    ],
  ])('beside the content go to the last block of it: %s', (_name, messages, blockOf) => {
    const fields = { messages, tools: [fn('look')], strict_params: true };
    const body = bodyOf(fields);
    expect(blockOf(body)).toMatchObject(beside);
    const blocks = [...(body.system ?? []), ...body.messages.flatMap(({ content }) => content)];
    expect(blocks.filter((block) => 'cache_control' in block)).toHaveLength(1);
  });

  it('beside blank content have nothing to mark, and are reported', () => {
    const fields = { messages: [{ ...system(' '), ...beside }, user('U')] };
    expect(adjusted(fields)).toEqual(['cache_control=dropped']);
  });

  it('vanish with a blank block', () =>
    expect(marks({ messages: [user([part(' ', short), part('x')])] })).toEqual([false]));
});
