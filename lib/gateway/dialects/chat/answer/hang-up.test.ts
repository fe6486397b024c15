import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type StreamEvent, streamEventSchema } from '#lib/gateway/messages/events.ts';
import { advance, NO_PROGRESS, usageSoFar } from '#lib/gateway/messages/progress.ts';
import { findModel } from '#lib/models/find.ts';
import { answer } from '#lib/sandbox/answer.ts';
import { eventsOf } from '#lib/sandbox/events.ts';
import type { Scenario } from '#lib/sandbox/scenario.ts';
import { translated } from '../testing/requests.ts';

const MODEL = 'claude-opus-4-7';
const model = findModel(MODEL);
if (!model) throw new Error(`The catalog has no ${MODEL}.`);
const { lettersPerToken } = model.abilities;

const SCRIPTS = {
  English: 'The keeper of the lighthouse had not spoken to anybody for eleven days. ',
  Japanese: '灯台守は十一日間、誰とも話していなかった。コンピューターも使わない。',
  Russian: 'Смотритель маяка одиннадцать дней ни с кем не разговаривал. ',
  Arabic: 'لم يتحدث حارس المنارة إلى أحد منذ أحد عشر يوما. ',
  emoji: '😀🎉🚀🐳',
} as const;

const lookUp = { type: 'function', function: { name: 'look_up', parameters: { type: 'object', properties: {} } } };

/** Forms of an answer, the part that the customer sees, and the smallest share of it that must be counted. */
const WAYS: Record<string, { fields?: object; scenario(text: string): Scenario; least?: number }> = {
  'as text': { scenario: (text) => ({ text }) },
  'as arguments of a tool': {
    fields: { tools: [lookUp] },
    scenario: (text) => ({ calls: [{ name: 'look_up', json: JSON.stringify({ query: text }) }] }),
  },
  'as thinking that is shown': {
    fields: { reasoning: { effort: 'high' } },
    scenario: (text) => ({ thinking: text, text: '.' }),
  },
  'as thinking that is shown to nobody': {
    fields: { reasoning: { effort: 'high', exclude: true } },
    scenario: (text) => ({ thinking: text, text: '.' }),
    least: 0.49, // its script is unknown, and four bytes are one token
  },
  'before a JSON object': {
    fields: { response_format: { type: 'json_object' } },
    scenario: (text) => ({ text: `${text}{"a":1}` }),
  },
};

function streamOf(way: keyof typeof WAYS, text: string) {
  const { fields = {}, scenario } = WAYS[way] as (typeof WAYS)[string];
  const { body } = translated({ max_tokens: 60_000, ...fields }, MODEL);
  const said = answer(body, model as NonNullable<typeof model>, scenario(text));
  const reply = { id: 'msg_1', model: MODEL, promptTokens: 9, cache: { read: 0, write5m: 0, write1h: 0 } };
  const wire = [...eventsOf({ ...reply, answer: said, override: {} }, {})];
  return {
    events: wire.map((event) => streamEventSchema.parse(event)),
    counting: { request: body, lettersPerToken },
    whole: said.outputTokens,
  };
}

function outputAfter(events: StreamEvent[], { counting }: Pick<ReturnType<typeof streamOf>, 'counting'>) {
  let progress = NO_PROGRESS;
  for (const event of events) progress = advance(progress, event, counting.lettersPerToken);
  return usageSoFar(progress, counting).tokens.output;
}

/** Without the report that ends it. */
const almostAll = (events: StreamEvent[]) => events.slice(0, -2);

describe.each(Object.keys(WAYS))('an answer that comes %s', (way) => {
  const { least = 0.84 } = WAYS[way] as (typeof WAYS)[string];

  it.each(Object.entries(SCRIPTS))('in %s, left just before its end, is paid nearly whole', (_, sentence) => {
    const stream = streamOf(way, sentence.repeat(60));
    const share = outputAfter(almostAll(stream.events), stream) / stream.whole;
    expect(share).toBeGreaterThan(least);
    expect(share).toBeLessThanOrEqual(1);
  });

  it('is never paid with more than the whole, and the longer it is read the more, wherever it is left', () => {
    const anyText = fc.string({
      unit: fc.constantFrom(...Object.values(SCRIPTS).join(''), '"', '\n', '-'),
      minLength: 1,
    });
    fc.assert(
      fc.property(anyText, (text) => {
        const stream = streamOf(way, `x${text}`);
        const paid = stream.events.map((_, count) => outputAfter(stream.events.slice(0, count), stream));
        expect(paid).toEqual(paid.toSorted((a, b) => a - b));
        expect(paid.at(-1)).toBeLessThanOrEqual(stream.whole);
      }),
      { numRuns: 40 },
    );
  });
});

it('is never paid with more than the limit the request had', () => {
  const stream = streamOf('as text', SCRIPTS.Japanese.repeat(10));
  const counting = { ...stream.counting, request: { ...stream.counting.request, max_tokens: 7 } };
  expect(outputAfter(almostAll(stream.events), { ...stream, counting })).toBe(7);
});
