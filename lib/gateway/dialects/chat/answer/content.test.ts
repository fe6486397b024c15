import { describe, expect, it } from 'vitest';
import { accumulate } from '#lib/gateway/messages/accumulate.ts';
import { type StreamEvent, streamEventSchema } from '#lib/gateway/messages/events.ts';
import { UpstreamError } from '#lib/gateway/messages/failure.ts';
import { messageSchema } from '#lib/gateway/messages/response.ts';
import { type AnswerPlan, PLAIN_ANSWER } from '../answer-plan.ts';
import { type FixtureName, feed, HEAD, planOf, readAsClient, readEvents, translateAll } from '../testing/replay.ts';
import { chunkEncoder } from './encode.ts';
import { closeStream } from './stream.ts';
import { translateResponse } from './whole.ts';

const seen = (name: FixtureName, plan: Partial<AnswerPlan> = planOf(name)) =>
  readAsClient(translateAll(readEvents(name), plan));

const whole = (name: FixtureName) =>
  translateResponse(accumulate(readEvents(name)), { head: HEAD, plan: planOf(name) });

/** A whole answer as upstream sends it when it is not streamed. */
const answerWith = (content: unknown[], stop_reason: string | null = 'end_turn', plan: Partial<AnswerPlan> = {}) =>
  translateResponse(
    messageSchema.parse({ id: 'msg_1', model: 'm', content, stop_reason, stop_details: null, usage: {} }),
    { head: HEAD, plan: { ...PLAIN_ANSWER, ...plan } },
  ).choices[0];

const insert = (name: FixtureName, at: number, ...extra: unknown[]): StreamEvent[] =>
  readEvents(name).toSpliced(at, 0, ...extra.map((event) => streamEventSchema.parse(event)));

const late = streamEventSchema.parse({
  type: 'content_block_start',
  index: 9,
  content_block: { type: 'text', text: '' },
});

const failureOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof UpstreamError) return error.failure;
    throw error;
  }
};

describe('tool calls', () => {
  it('get {} when they have no arguments (pitfall 15)', () => {
    expect(seen('tools-without-arguments').calls.map(({ text }) => text)).toEqual(['{}', '{}']);
  });

  it('never begin with the empty input of the block’s start (pitfall 16)', () => {
    expect(seen('parallel-tools').calls[0]?.text).toBe('{"city": "Paris", "days": 2.0}');
  });

  it('count from 0 though text came first (pitfall 17)', () => {
    const indexes = translateAll(readEvents('parallel-tools')).flatMap(
      ({ choices: [choice] }) => choice?.delta.tool_calls ?? [],
    );
    expect(new Set(indexes.map(({ index }) => index))).toEqual(new Set([0, 1]));
  });

  it('stay apart when they run in parallel or interleave (pitfall 18)', () => {
    expect(seen('parallel-tools').calls.map(({ id }) => id)).toEqual(['toolu_01Paris', 'toolu_02Rome']);
    expect(seen('interleaved-tools').calls.map(({ text }) => text)).toEqual(['{"path": "a.txt"}', '{"dir": "/"}']);
  });

  it.each([undefined, null, ''])('survive a piece of arguments that is %j (pitfall 20)', (partial_json) => {
    const events = insert('parallel-tools', 7, {
      type: 'content_block_delta',
      index: 1,
      delta: { type: 'input_json_delta', partial_json },
    });
    expect(readAsClient(translateAll(events))).toEqual(seen('parallel-tools'));
  });

  it('say id, name and type once', () => {
    const pieces = translateAll(readEvents('parallel-tools')).flatMap(
      ({ choices: [choice] }) => choice?.delta.tool_calls ?? [],
    );
    for (const { id, type, function: call } of pieces.filter(({ function: call }) => call?.arguments !== ''))
      expect({ id, type, name: call?.name }).toEqual({ id: undefined, type: undefined, name: undefined });
  });

  it('take the input of the block’s start when no pieces follow', () => {
    const events = readEvents('tools-without-arguments').map((event) =>
      event.type === 'content_block_start' && event.content_block.type === 'tool_use'
        ? { ...event, content_block: { ...event.content_block, input: { zone: 'UTC' } } }
        : event,
    );
    expect(readAsClient(translateAll(events)).calls[0]?.text).toBe('{"zone":"UTC"}');
  });

  it('keep arguments that max_tokens cut, as far as they came, and finish with length', () => {
    const { calls, finish } = seen('cut-tool-arguments');
    expect(calls[0]?.text).toBe('{"filename": "taxes.txt", "lines": [\n"# GUIDE",\n"');
    expect(finish).toBe('length');
    expect(whole('cut-tool-arguments').choices[0].message.tool_calls).toMatchObject([
      { function: { arguments: calls[0]?.text } },
    ]);
  });

  it('are kept when they are complete at max_tokens (pitfall 35)', () => {
    expect(seen('complete-tool-at-limit')).toMatchObject({ finish: 'length', calls: [{ text: '{"id":1}' }] });
  });

  it('never show upstream’s own server tools (pitfall 37)', () => {
    expect(seen('unknown-kinds')).toMatchObject({ calls: [], content: 'It is sunny.', finish: 'stop' });
    expect(JSON.stringify(whole('unknown-kinds'))).not.toContain('srvtoolu');
  });

  it('are left out, not empty, when there are none', () => {
    expect(whole('text').choices[0].message).not.toHaveProperty('tool_calls');
  });

  it('may stand beside text, and leave content null without it', () => {
    expect(whole('parallel-tools').choices[0].message.content).toBe('I will look both up.');
    expect(whole('tools-without-arguments').choices[0].message.content).toBeNull();
  });
});

describe('the finish reason', () => {
  it('is never upstream’s tool_use (pitfall 32)', () => expect(seen('parallel-tools').finish).toBe('tool_calls'));

  it('is tool_calls when there are calls, though upstream says end_turn (pitfall 33)', () => {
    const call = { type: 'tool_use', id: 't', name: 'n', input: {} };
    for (const reason of ['end_turn', 'stop_sequence', 'pause_turn', 'brand_new', null])
      expect(answerWith([call], reason).finish_reason).toBe('tool_calls');
  });

  it('is never tool_calls without calls (pitfall 34)', () => {
    expect(answerWith([{ type: 'text', text: 'Done.' }], 'tool_use').finish_reason).toBe('stop');
  });

  it('is one of OpenAI’s words for every reason, known or new (pitfall 65)', () => {
    const finish = (reason: string | null) => answerWith([{ type: 'text', text: 'x' }], reason).finish_reason;
    expect(['end_turn', 'stop_sequence', 'pause_turn', 'compaction', null].map(finish)).toEqual(Array(5).fill('stop'));
    expect(['max_tokens', 'model_context_window_exceeded'].map(finish)).toEqual(['length', 'length']);
    expect(finish('refusal')).toBe('content_filter');
  });

  it('is content_filter with a refusal text when the model refuses (pitfall 78)', () => {
    expect(seen('refusal-before-output')).toMatchObject({
      finish: 'content_filter',
      refusal: expect.stringContaining('usage policy'),
    });
    expect(seen('refusal-midway')).toMatchObject({ finish: 'content_filter', refusal: expect.stringMatching(/\w/) });
  });

  it('does not lose the blocks of a refused or exceeded answer (pitfall 79)', () => {
    expect(seen('refusal-midway').calls).toHaveLength(1);
    expect(seen('context-exceeded').content).toBe('As far as');
  });
});

describe('a cut at an emulated stop', () => {
  const plan = { emulatedStops: ['\n'] };
  const text = { type: 'text', text: 'one\ntwo' };

  it('is a stop, though upstream went on to its limit', () => {
    expect(answerWith([text], 'max_tokens', plan)).toMatchObject({
      message: { content: 'one' },
      finish_reason: 'stop',
      native_finish_reason: 'stop_sequence',
    });
  });

  it('does not hide a refusal', () => {
    expect(answerWith([text], 'refusal', plan)).toMatchObject({
      finish_reason: 'content_filter',
      native_finish_reason: 'refusal',
    });
  });
});

describe('JSON mode', () => {
  it('shows the object itself, with no fence, wrapper or remark around it (pitfall 40)', () => {
    expect(JSON.parse(seen('json-object').content)).toEqual({ a: '}"{', b: { c: [1] } });
    expect(JSON.parse(seen('json-tool').content)).toEqual({ name: 'Zoë', age: 7 });
  });

  it('passes a call of the customer’s own tool as a call (pitfall 42)', () => {
    expect(seen('json-tool-not-called')).toMatchObject({ calls: [{ name: 'get_weather' }], finish: 'tool_calls' });
  });

  it('moves the hidden tool’s input into content (pitfall 43)', () => {
    expect(whole('json-tool').choices[0].message).toMatchObject({ content: '{"name": "Zoë", "age": 7}' });
    expect(
      answerWith([{ type: 'tool_use', id: 't', name: 'json_response', input: {} }], 'tool_use', { json: 'tool' })
        .message.content,
    ).toBe('{}');
  });

  it('finishes with stop, without a trace of the hidden tool (pitfall 44)', () => {
    expect(seen('json-tool').finish).toBe('stop');
    expect(translateAll(readEvents('json-tool'), planOf('json-tool')).map(chunkEncoder(HEAD)).join('')).not.toContain(
      'tool_calls',
    );
  });

  it('shows a text without any object as it is', () => {
    expect(seen('json-object-missing').content).toBe('I cannot do that.');
  });
});

describe('the chunks', () => {
  it('say the role once, first (pitfall 60)', () => {
    const deltas = translateAll(readEvents('text')).flatMap(({ choices }) => choices.map(({ delta }) => delta));
    expect(deltas.findIndex(({ role }) => role === 'assistant')).toBe(0);
    expect(deltas.filter((delta) => 'role' in delta)).toHaveLength(1);
  });

  it('end with the prompt and completion tokens (pitfall 61)', () => {
    expect(translateAll(readEvents('text')).at(-1)?.usage).toMatchObject({
      prompt_tokens: 31,
      completion_tokens: 15,
      total_tokens: 46,
    });
  });

  it('have no choices beside the usage (pitfall 62)', () => {
    expect(translateAll(readEvents('text')).at(-1)?.choices).toEqual([]);
  });

  it('have no usage key at all unless it was asked for', () => {
    const { state, progress, chunks } = feed(readEvents('text'));
    expect([...chunks, ...closeStream(state, progress.envelope).chunks].some((chunk) => 'usage' in chunk)).toBe(false);
  });

  it('have exactly one finish reason, also of an empty answer (pitfall 63)', () => {
    const reasons = translateAll(readEvents('empty')).flatMap(({ choices }) =>
      choices.map((choice) => choice.finish_reason),
    );
    expect(reasons).toEqual([null, 'stop']);
  });

  it('have null, never an empty text, until they finish (pitfall 64)', () => {
    const { chunks } = feed(readEvents('parallel-tools'));
    expect(new Set(chunks.flatMap(({ choices }) => choices.map((choice) => choice.finish_reason)))).toEqual(
      new Set([null]),
    );
  });

  it('hold the finish back until message_stop', () => {
    const { state, progress } = feed(readEvents('text').slice(0, -1));
    expect(progress.envelope).toMatchObject({ stopReason: 'end_turn', isComplete: false });
    expect(() => closeStream(state, progress.envelope)).toThrow(UpstreamError);
  });
});

describe('a stream that breaks', () => {
  const overloaded = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };

  it.each([0, 1, 4, 8])('is a failure after %i events of text, never an empty success (pitfall 66)', (at) => {
    const failure = failureOf(() => feed(insert('text', at, overloaded)));
    expect(failure).toMatchObject({ kind: 'error', status: null, type: 'overloaded_error' });
  });

  it('never turns the error’s type into a finish reason (pitfall 67)', () => {
    const { chunks } = feed(readEvents('text').slice(0, 5));
    expect(readAsClient(chunks).finish).toBeNull();
    expect(() => feed(insert('text', 5, overloaded))).toThrow(UpstreamError);
  });

  it('throws where the caller awaits, for whole answers too (pitfall 68)', () => {
    expect(failureOf(() => accumulate(insert('text', 4, overloaded)))).toMatchObject({ type: 'overloaded_error' });
  });

  it('is truncated when it ends without message_stop (pitfall 69)', () => {
    const { state, progress } = feed(readEvents('text').slice(0, -2));
    expect(failureOf(() => closeStream(state, progress.envelope))).toEqual({ kind: 'truncated' });
    expect(failureOf(() => accumulate(readEvents('text').slice(0, -1)))).toEqual({ kind: 'truncated' });
  });

  it('leaves a call whose arguments never came without any (pitfall 70)', () => {
    const { chunks } = feed(readEvents('tools-without-arguments').slice(0, 4));
    expect(readAsClient(chunks).calls.map(({ text }) => text)).toEqual(['']);
  });

  it('ignores a repeated message_start, and stops at another message’s (pitfall 77)', () => {
    expect(seen('duplicate-start').content).toBe('Hello, World!');
    const other = { type: 'message_start', message: { id: 'msg_other', model: 'm', usage: {} } };
    const spliced = { kind: 'malformed', what: 'another message begins inside it' };
    expect(failureOf(() => feed(insert('text', 4, other)))).toEqual(spliced);
    expect(failureOf(() => accumulate(insert('text', 4, other)))).toEqual(spliced);
  });

  it.each([
    ['content before message_start', (events: StreamEvent[]) => events.slice(1)],
    ['a block that grows before it starts', (events: StreamEvent[]) => events.toSpliced(1, 1)],
    ['a block that starts twice', (events: StreamEvent[]) => events.toSpliced(1, 0, ...events.slice(1, 2))],
    [
      'a block that begins before an earlier one',
      (events: StreamEvent[]) => [...events.slice(0, 1), late, ...events.slice(1)],
    ],
    ['a block that ends twice', (events: StreamEvent[]) => events.toSpliced(-2, 0, ...events.slice(-3, -2))],
    ['a reason before message_start', (events: StreamEvent[]) => [...events.slice(-2, -1), ...events]],
    ['its own message_start in the middle', (events: StreamEvent[]) => events.toSpliced(4, 0, ...events.slice(0, 1))],
    ['message_stop without a reason', (events: StreamEvent[]) => events.toSpliced(-2, 1)],
  ])('cannot be trusted with %s', (_name, change) => {
    const whole = failureOf(() => accumulate(change(readEvents('text'))));
    expect(whole).toEqual({ kind: 'malformed', what: expect.any(String) });
    expect(failureOf(() => feed(change(readEvents('text'))))).toEqual(whole);
  });

  it.each(['text', 'parallel-tools', 'tools-without-arguments', 'thinking'] as const)(
    'says of %s the same when no block is ever closed',
    (name) => {
      const open = readEvents(name).filter(({ type }) => type !== 'content_block_stop');
      const { chunks, state, progress } = feed(open, planOf(name));
      const client = readAsClient([...chunks, ...closeStream(state, progress.envelope).chunks]);
      expect(client.calls).toEqual(seen(name).calls);
      expect(client.content).toBe(seen(name).content);
      expect(accumulate(open)).toEqual(accumulate(readEvents(name)));
    },
  );

  it('ignores events after message_stop', () => {
    const { state, progress, chunks } = feed([...readEvents('text'), ...readEvents('thinking')]);
    expect(readAsClient([...chunks, ...closeStream(state, progress.envelope).chunks])).toEqual(seen('text'));
  });
});

describe('thinking', () => {
  it('alone leaves content empty and finishes with stop (pitfall 85)', () => {
    expect(whole('thinking-only').choices[0]).toMatchObject({ message: { content: '' }, finish_reason: 'stop' });
    expect(seen('thinking-only')).toMatchObject({ content: '', finish: 'stop' });
  });

  it('is not preceded by the two newlines models say first (pitfall 86)', () => {
    expect(seen('thinking').content).toBe('1. **Skipper**\n2. Gulp');
    expect(
      answerWith([
        { type: 'text', text: '\n\n' },
        { type: 'thinking', thinking: 'x' },
      ]).message.content,
    ).toBe('');
  });

  it('does not cost an answer the blanks it begins with', () => {
    expect(seen('stop-sequence').content).toBe('\ndef f():\n    return 1\n');
  });

  it('is included only on request', () => {
    const silent = translateAll(readEvents('thinking'), {}).map(chunkEncoder(HEAD)).join('');
    expect(silent).not.toContain('reasoning_content');
    expect(silent).not.toContain('reasoning_details');
  });

  it('comes back in one element per block, exact to the character', () => {
    expect(seen('redacted-thinking').details).toEqual([
      { type: 'reasoning.encrypted', data: 'EmwKAhgBEgy3va3pzix', format: 'anthropic-claude-v1', index: 0 },
      {
        type: 'reasoning.text',
        text: 'Then this.',
        signature: 'EqQBCgIYAhIM',
        format: 'anthropic-claude-v1',
        index: 1,
      },
    ]);
  });
});

describe('options of the request', () => {
  it('gives custom tools plain text, also when it was cut', () => {
    expect(seen('custom-tool').calls).toMatchObject([{ type: 'custom', text: '*** Begin\n+café "x"' }]);
    expect(seen('cut-custom-tool').calls).toMatchObject([{ type: 'custom', text: '*** Begin\n+caf' }]);
  });

  it('gives legacy functions one function_call', () => {
    expect(seen('legacy-function')).toMatchObject({
      calls: [],
      legacy: { name: 'get_weather', text: '{"city":"Rome"}' },
      finish: 'function_call',
    });
    expect(whole('legacy-function').choices[0].message.function_call).toEqual({
      name: 'get_weather',
      arguments: '{"city":"Rome"}',
    });
  });

  it('ends the answer at an emulated stop, with all that came after', () => {
    expect(seen('emulated-stop')).toMatchObject({
      content: 'First line.',
      calls: [],
      finish: 'stop',
      native: 'stop_sequence',
    });
  });
});
