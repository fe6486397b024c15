import { describe, expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import { findModel } from '#lib/models/find.ts';
import { toMessage } from './answer.ts';
import { MOST_CHARACTERS } from './inspector.ts';
import { advanceRun, newRun, type Run, type RunAction } from './run.ts';
import { parseWireEvent, type WireEvent } from './wire-event.ts';

const opened = newRun({
  ...{ id: 'run', columnId: 'a', payer: 'sandbox', startedAt: '2026-11-30T12:00:00.000Z' },
  sent: { model: 'anthropic/claude-sonnet-4-6', messages: [] },
  rates: findModel('claude-sonnet-4-6')?.rates ?? null,
});
const run = (...actions: RunAction[]): Run => actions.reduce(advanceRun, opened);
const receive = (atMs: number, ...events: (WireEvent | null)[]): RunAction => ({
  ...{ type: 'receive', atMs },
  events: events.filter((event) => event !== null),
});

const chunk = (delta: object, finish_reason: string | null = null, more: object = {}): WireEvent => ({
  ...{ event: 'chunk', t: 0 },
  data: JSON.stringify({ choices: [{ index: 0, delta, finish_reason, logprobs: null }], ...more }),
});
const usage = (cost?: number): WireEvent => ({
  ...{ event: 'chunk', t: 0 },
  data: JSON.stringify({
    choices: [],
    usage: {
      prompt_tokens: 120,
      completion_tokens: 41,
      prompt_tokens_details: { cached_tokens: 100, cache_write_tokens: 0 },
      cost,
    },
  }),
});
const prepared = parseWireEvent('prepared', '{"requestId":"req_1","adjustments":[]}');
const started = parseWireEvent(
  'upstream',
  JSON.stringify({
    t: 1,
    raw: 'data: {"type":"message_start","message":{"usage":{"input_tokens":20,"cache_read_input_tokens":100}}}',
  }),
);
const settled = parseWireEvent('settled', '{"receipt":{"cost_usd":"0.000705"},"balance":"4.99"}');
const end: WireEvent = { event: 'end' };
const sent = [{ type: 'price' }, { type: 'send' }, receive(50, prepared)] as const satisfies RunAction[];

describe('the states of a run', () => {
  it('follow the stream', () => {
    const actions: RunAction[] = [
      { type: 'price' },
      { type: 'send' },
      receive(50, prepared),
      receive(300, chunk({ role: 'assistant', content: '' })),
      receive(400, chunk({ reasoning_content: 'Hm' })),
      receive(500, chunk({ content: 'Hi' })),
      receive(600, chunk({}, 'stop'), usage(), settled, end),
    ];
    const states = actions.map((_, index) => run(...actions.slice(0, index + 1)));
    expect(states.map(({ state }) => state)).toEqual([
      'pricing',
      'holding',
      'waiting',
      'waiting',
      'thinking',
      'writing',
      'done',
    ]);
  });

  it.each([
    ['stop', 'done'],
    ['length', 'length'],
    ['tool_calls', 'needs_tools'],
    ['content_filter', 'refused'],
  ])('end by the finish reason %s as %s', (reason, state) => {
    expect(run(...sent, receive(1, chunk({ content: 'x' }, reason), end)).state).toBe(state);
  });

  it('is `cut` when a stream ends without a finish reason', () => {
    expect(run(...sent, receive(1, chunk({ content: 'x' }), end)).state).toBe('cut');
  });

  it('keep the text after a stop, a lost connection or a failure, and are final', () => {
    const error = { message: 'Overloaded.', code: 'overloaded', param: null };
    const ends: [RunAction, string][] = [
      [{ type: 'stop', atMs: 9 }, 'stopped'],
      [{ type: 'lose', atMs: 9 }, 'cut'],
      [{ type: 'fail', error, atMs: 9 }, 'failed'],
      [receive(9, { event: 'problem', error }), 'failed'],
    ];
    for (const [action, state] of ends) {
      const over = run(...sent, receive(1, chunk({ content: 'Half' })), action);
      expect(over).toMatchObject({ state, durationMs: 9, answer: { text: 'Half' } });
      const later = advanceRun(advanceRun(over, { type: 'stop', atMs: 99 }), receive(99, chunk({ content: '!' }), end));
      expect(later).toEqual(over);
    }
  });

  it('accept a late receipt', () => {
    const stopped = run(...sent, receive(1, chunk({ content: 'Half' })), { type: 'stop', atMs: 9 });
    const receipt = { cost_usd: '0.0032' };
    expect(advanceRun(stopped, { type: 'receipt', receipt })).toMatchObject({ state: 'stopped', cost: 3_200_000n });
    expect(advanceRun(stopped, receive(99, settled))).toMatchObject({ state: 'stopped', cost: 705_000n });
  });
});

describe('the answer of a run', () => {
  it('is folded from its chunks', () => {
    const { answer } = run(
      ...sent,
      receive(
        1,
        chunk({ role: 'assistant', content: '' }),
        chunk({ reasoning_content: 'Let me ' }),
        chunk({ reasoning_content: 'see.' }),
        chunk({ reasoning_details: [{ type: 'reasoning.text', text: 'Let me see.', signature: 's', index: 0 }] }),
        chunk({ content: 'I ' }),
        chunk({ content: 'look.' }),
        chunk({ tool_calls: [{ index: 0, id: 'c1', type: 'function', function: { name: 'look', arguments: '' } }] }),
        chunk({ tool_calls: [{ index: 0, function: { arguments: '{"a":' } }] }),
        chunk({ tool_calls: [{ index: 1, id: 'c2', type: 'custom', custom: { name: 'sh', input: 'ls' } }] }),
        chunk({ tool_calls: [{ index: 0, function: { arguments: '1}' } }] }),
        chunk({}, 'tool_calls'),
        { event: 'chunk', t: 0, data: '[DONE]' },
      ),
    );
    expect(answer.thoughts).toBe('Let me see.');
    expect(toMessage(answer, { id: 'm', runId: 'run' })).toEqual({
      ...{ id: 'm', role: 'assistant', runId: 'run', parts: [{ type: 'text', text: 'I look.' }] },
      toolCalls: [
        { id: 'c1', kind: 'function', name: 'look', arguments: '{"a":1}' },
        { id: 'c2', kind: 'custom', name: 'sh', arguments: 'ls' },
      ],
      reasoning: [{ type: 'reasoning.text', text: 'Let me see.', signature: 's', index: 0 }],
    });
  });

  it('is a refusal, or nothing', () => {
    const refused = run(...sent, receive(1, chunk({ refusal: 'No.' }, 'content_filter'), end));
    expect(toMessage(refused.answer, { id: 'm', runId: 'run' })?.parts).toEqual([{ type: 'refusal', text: 'No.' }]);
    expect(toMessage(opened.answer, { id: 'm', runId: 'run' })).toBeNull();
  });

  it('ignores malformed chunks', () => {
    const odd = ['', '{', 'null', '[]', '{"choices":1}', '{"choices":[null]}', '{"choices":[{}]}'];
    const events = odd.map((data): WireEvent => ({ event: 'chunk', t: 0, data }));
    expect(run(...sent, receive(1, ...events)).answer).toMatchObject({ text: '', finishReason: null });
  });
});

describe('the figures of a run', () => {
  it('are the time to the first token, tokens and cost', () => {
    const done = run(
      ...sent,
      receive(300, chunk({ role: 'assistant', content: '' })),
      receive(400, chunk({ content: 'a' })),
      receive(1_400, chunk({ content: 'b' })),
      receive(1_500, chunk({}, 'stop'), usage(0.000705), end),
    );
    expect(done).toMatchObject({
      firstTokenMs: 400,
      lastTokenMs: 1_400,
      durationMs: 1_500,
      cost: 705_000n,
    });
    expect(done.usage).toEqual({
      inputTokens: 120,
      cachedTokens: 100,
      cacheWriteTokens: 0,
      outputTokens: 41,
      reasoningTokens: 0,
    });
  });

  it('are estimated while it streams: input as reported upstream, output by its length', () => {
    const writing = run(...sent, receive(1, started, chunk({ content: 'x'.repeat(47) })));
    // 20 tokens at 3 $, 100 from the cache at 0.30 $ and 10 at 15 $ per million.
    expect(writing.estimate).toBe(nanoUsd(60_000n + 30_000n + 150_000n));
    expect(advanceRun(writing, receive(2, chunk({}, 'stop'), settled, end))).toMatchObject({ cost: 705_000n });
  });

  it('are exact from the receipt, which overrides the chunk', () => {
    expect(run(...sent, receive(1, chunk({}, 'stop'), usage(0.5), settled, end)).cost).toBe(705_000n);
  });
});

describe('the inspector', () => {
  it('keeps two megabytes, and counts later events', () => {
    const big = (name: string): WireEvent => ({ event: 'upstream', t: 0, raw: name.repeat(MOST_CHARACTERS / 2 - 10) });
    const full = run(
      ...sent,
      receive(1, big('a'), big('b')),
      receive(2, big('c')),
      receive(3, chunk({ content: 'x' })),
    );
    expect(full.inspector.events.map(({ event }) => event)).toEqual(['upstream', 'upstream']);
    expect(full.inspector.notKept).toBe(2);
    expect(full.answer.text).toBe('x');
  });
});

describe('events of the wire', () => {
  it.each([
    ['surprise', '{}'],
    ['chunk', '{'],
    ['chunk', '1'],
    ['settled', '{}'],
  ])('%s %j is ignored', (event, data) => expect(parseWireEvent(event, data)).toBeNull());

  it('are read leniently', () => {
    expect(parseWireEvent('problem', '{"error":{"message":"x","code":"y","type":"z"}}')).toEqual({
      event: 'problem',
      error: { message: 'x', code: 'y', param: null },
    });
    expect(parseWireEvent('end', '')).toEqual({ event: 'end' });
  });
});
