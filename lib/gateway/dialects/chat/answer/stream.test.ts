import fc from 'fast-check';
import { ChatCompletionStream } from 'openai/lib/ChatCompletionStream';
import { describe, expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import { accumulate } from '#lib/gateway/messages/accumulate.ts';
import { joinText, type StreamEvent } from '#lib/gateway/messages/events.ts';
import { UpstreamError } from '#lib/gateway/messages/failure.ts';
import { type AnswerPlan, JSON_TOOL_NAME, PLAIN_ANSWER } from '../answer-plan.ts';
import { FIXTURES, feed, HEAD, PLANS, planOf, readAsClient, readEvents, translateAll } from '../testing/replay.ts';
import type { ChatCompletion } from './completion.ts';
import { chunkEncoder, encodeCompletion } from './encode.ts';
import { closeStream } from './stream.ts';
import { translateResponse } from './whole.ts';

const FILES = '../__fixtures__/answer';

/** The whole answer, seen as a client sees a stream. */
function seenWhole({ choices: [choice] }: ChatCompletion) {
  const { message } = choice;
  const legacy = message.function_call;
  return {
    content: message.content ?? '',
    refusal: message.refusal,
    reasoning: message.reasoning_content ?? '',
    details: message.reasoning_details ?? [],
    calls: (message.tool_calls ?? []).map((call) =>
      call.type === 'custom'
        ? { id: call.id, type: call.type, name: call.custom.name, text: call.custom.input }
        : { id: call.id, type: call.type, name: call.function.name, text: call.function.arguments },
    ),
    legacy: legacy ? { name: legacy.name, text: legacy.arguments } : null,
    finish: choice.finish_reason,
    native: choice.native_finish_reason,
  };
}

const wholeOf = (events: StreamEvent[], plan: Partial<AnswerPlan> = {}) =>
  translateResponse(accumulate(events), { head: HEAD, plan: { ...PLAIN_ANSWER, ...plan } });

describe.each(FIXTURES)('the stream %s', (name) => {
  const events = readEvents(name);

  it('becomes these chunks', async () => {
    const text = translateAll(events, planOf(name), nanoUsd(4_125_000n)).map(chunkEncoder(HEAD)).join('');
    await expect(text).toMatchFileSnapshot(`${FILES}/${name}.chunks.sse`);
  });

  it('becomes this whole answer', async () => {
    const json: unknown = JSON.parse(encodeCompletion(wholeOf(events, planOf(name))));
    await expect(`${JSON.stringify(json, null, 2)}\n`).toMatchFileSnapshot(`${FILES}/${name}.whole.json`);
  });

  it('is the same streamed or whole', () => {
    expect(readAsClient(translateAll(events, planOf(name)))).toEqual(seenWhole(wholeOf(events, planOf(name))));
    expect(translateAll(events, planOf(name)).at(-1)?.usage).toEqual(wholeOf(events, planOf(name)).usage);
  });

  it('is the same, and is billed the same, when its text came at once', () => {
    const [apart, joined] = [events, joinText(events)].map((them) => translateAll(them, planOf(name)));
    expect(readAsClient(joined ?? [])).toEqual(readAsClient(apart ?? []));
    expect(joined?.at(-1)).toEqual(apart?.at(-1));
  });

  it('is the same without reasoning, in every mode of JSON', () => {
    for (const json of ['text', 'object', 'tool'] as const) {
      const plan = { ...PLANS[name], includesReasoning: false, json };
      expect(readAsClient(translateAll(events, plan))).toEqual(seenWhole(wholeOf(events, plan)));
    }
  });

  it('is read by the official client to the same end', async () => {
    const lines = translateAll(events, planOf(name)).map((chunk) => `${JSON.stringify(chunk)}\n`);
    const stream = ChatCompletionStream.fromReadableStream(new Blob(lines).stream());
    const [choice] = (await stream.finalChatCompletion()).choices;
    const seen = readAsClient(translateAll(events, planOf(name)));
    expect(choice?.finish_reason).toBe(seen.finish);
    expect(choice?.message.content ?? '').toBe(seen.content);
    expect(choice?.message.refusal ?? null).toBe(seen.refusal);
    expect((choice?.message.tool_calls ?? []).map(({ id }) => id)).toEqual(seen.calls.map(({ id }) => id));
  });

  it('has one role, one finish reason and one usage, in that order', () => {
    const chunks = translateAll(events, planOf(name));
    const choices = chunks.flatMap((chunk) => chunk.choices);
    expect(choices.filter(({ delta }) => delta.role)).toEqual([choices[0]]);
    expect(choices.filter((choice) => choice.finish_reason !== null)).toEqual([choices.at(-1)]);
    expect(chunks.map(({ usage }) => usage).filter((usage) => usage !== null)).toEqual([chunks.at(-1)?.usage]);
    expect(chunks.map(({ id, created, model }) => ({ id, created, model }))).toEqual(chunks.map(() => HEAD));
  });

  it('never looks finished when it is cut after any event', () => {
    for (let length = 0; length < events.length; length++) {
      const { state, progress, chunks } = feed(events.slice(0, length), planOf(name));
      expect(() => closeStream(state, progress.envelope)).toThrow(new UpstreamError({ kind: 'truncated' }));
      expect(() => accumulate(events.slice(0, length))).toThrow(UpstreamError);
      expect(chunks.every(({ choices: [choice] }) => choice?.finish_reason === null)).toBe(true);
    }
  });
});

/** Pieces of text that meet every hold-back: fences, braces, quotes, blanks, stops cut anywhere, and half escapes. */
const piece = fc.stringMatching(/^(?:[\n\t `{}"\\a:1é👋-]|json){0,6}$/u);
const pieces = fc.array(piece, { maxLength: 6 });

const block = fc.oneof(
  pieces.map((texts) => ({ kind: 'text' as const, texts })),
  pieces.map((texts) => ({ kind: 'thinking' as const, texts })),
  fc.constant({ kind: 'redacted' as const, texts: [] }),
  fc.constant({ kind: 'unknown' as const, texts: ['{"q":1}'] }),
  fc.record({
    kind: fc.constant('tool' as const),
    name: fc.constantFrom('look', 'patch', JSON_TOOL_NAME),
    texts: fc.array(fc.constantFrom('', '{"input":', ' "a\\', 'n\\u00e', '9"', '}', '{}'), { maxLength: 6 }),
  }),
);
type Block = typeof block extends fc.Arbitrary<infer T> ? T : never;

const RENAMED = new Map([
  ['input', 'in[put]'],
  [' a', '$a'],
]);
const plan: fc.Arbitrary<AnswerPlan> = fc.record({
  includesReasoning: fc.boolean(),
  json: fc.constantFrom('text', 'object', 'tool'),
  usesLegacyFunctions: fc.boolean(),
  customTools: fc.constantFrom([], ['patch']),
  fieldNames: fc.constantFrom(new Map(), new Map([['look', RENAMED]]), new Map([[JSON_TOOL_NAME, RENAMED]])),
  emulatedStops: fc.subarray(['\n', '\n\n', '\t\t', ' \n ', '``']),
});

const message = fc.record({
  blocks: fc.array(block, { maxLength: 5 }),
  isCut: fc.boolean(),
  reason: fc.constantFrom('end_turn', 'max_tokens', 'tool_use', 'refusal', 'stop_sequence', 'unknown'),
});

function toEvents({ blocks, isCut, reason }: typeof message extends fc.Arbitrary<infer T> ? T : never): StreamEvent[] {
  const usage = readEvents('text').flatMap((event) => (event.type === 'message_start' ? event.message.usage : []))[0];
  if (!usage) throw new Error('the fixture has no usage');
  const isOpen = (index: number) => isCut && index === blocks.length - 1;
  return [
    { type: 'message_start', message: { id: 'msg_1', model: 'm', usage } },
    ...blocks.flatMap((each, index) => toBlockEvents(each, index, isOpen(index))),
    {
      type: 'message_delta',
      delta: { stop_reason: reason, stop_details: null },
      usage: { ...usage, output_tokens: 9 },
    },
    { type: 'message_stop' },
  ];
}

function toBlockEvents(each: Block, index: number, isOpen: boolean): StreamEvent[] {
  const start = { type: 'content_block_start' as const, index };
  const grow = { type: 'content_block_delta' as const, index };
  const stop: StreamEvent[] = isOpen ? [] : [{ type: 'content_block_stop', index }];
  const { texts } = each;
  switch (each.kind) {
    case 'text':
      return [
        { ...start, content_block: { type: 'text', text: '' } },
        ...texts.map((text) => ({ ...grow, delta: { type: 'text_delta' as const, text } })),
        ...stop,
      ];
    case 'thinking':
      return [
        { ...start, content_block: { type: 'thinking', thinking: '', signature: '' } },
        ...texts.map((thinking) => ({ ...grow, delta: { type: 'thinking_delta' as const, thinking } })),
        ...(isOpen ? [] : [{ ...grow, delta: { type: 'signature_delta' as const, signature: 'sig' } }]),
        ...stop,
      ];
    case 'redacted':
      return [{ ...start, content_block: { type: 'redacted_thinking', data: 'x' } }, ...stop];
    case 'unknown':
      return [{ ...start, content_block: { type: 'unknown' } }, { ...grow, delta: { type: 'unknown' } }, ...stop];
    case 'tool':
      return [
        { ...start, content_block: { type: 'tool_use', id: `t${index}`, name: each.name, input: {} } },
        ...texts.map((partial_json) => ({ ...grow, delta: { type: 'input_json_delta' as const, partial_json } })),
        ...stop,
      ];
  }
}

describe('any stream', () => {
  it('is the same streamed or whole', () => {
    fc.assert(
      fc.property(message, plan, (generated, chosen) => {
        const events = toEvents(generated);
        expect(readAsClient(translateAll(events, chosen))).toEqual(seenWhole(wholeOf(events, chosen)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('finishes with tool_calls exactly when a client has calls to run', () => {
    fc.assert(
      fc.property(message, plan, (generated, chosen) => {
        const seen = readAsClient(translateAll(toEvents(generated), chosen));
        const hasCalls = seen.calls.length > 0 || seen.legacy !== null;
        if (seen.finish === 'tool_calls' || seen.finish === 'function_call') expect(hasCalls).toBe(true);
        if (seen.finish === 'stop') expect(hasCalls).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('never lets an emulated stop string through, nor holds back more than its beginning', () => {
    fc.assert(
      fc.property(pieces, (texts) => {
        const events = toEvents({ blocks: [{ kind: 'text', texts }], isCut: false, reason: 'end_turn' });
        const { content, native } = readAsClient(translateAll(events, { emulatedStops: ['\n'] }));
        const said = texts.join('').trim() === '' ? '' : texts.join('');
        expect(content).toBe(said.split('\n')[0]);
        expect(native).toBe(said.includes('\n') ? 'stop_sequence' : 'end_turn');
      }),
    );
  });
});
