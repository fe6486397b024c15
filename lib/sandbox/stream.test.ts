import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from './server.ts';
import { askStream, askWhole, type Body, post, saying, textOf } from './testing/client.ts';
import { foldEvents, withoutIds } from './testing/events.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const WEATHER = {
  name: 'weather',
  input_schema: {
    type: 'object',
    properties: { city: { type: 'string' }, days: { type: 'integer' } },
    required: ['city'],
  },
};
const SCHEMA = {
  type: 'object',
  properties: { name: { type: 'string' } },
  required: ['name'],
  additionalProperties: false,
};
const THINKING = { thinking: { type: 'adaptive' }, model: 'claude-opus-4-6' };

const REQUESTS: Record<string, Body> = {
  'plain text': saying('Tell me something about pelicans, 🦤 and 漢字.'),
  'a tool call that is forced': saying('Weather?', { tools: [WEATHER], tool_choice: { type: 'any' } }),
  'parallel calls': saying('sandbox: say Looking.\nsandbox: tool weather {"city":"Köln"}\nsandbox: tool now', {
    tools: [WEATHER],
  }),
  'thinking shown': saying('Hi', THINKING),
  'thinking omitted': saying('Hi', { ...THINKING, model: 'claude-opus-4-7' }),
  'redacted thinking': saying('sandbox: redacted', THINKING),
  'a blank start': saying('sandbox: blank-start', THINKING),
  'a structured answer': saying('Hi', { output_config: { format: { type: 'json_schema', schema: SCHEMA } } }),
  'an answer cut by max_tokens': saying('Hi', { max_tokens: 5 }),
  'an answer ended by a stop sequence': saying('Hi', { stop_sequences: ['sandbox'] }),
  'a refusal': saying('sandbox: refuse'),
  'a refusal midway': saying('sandbox: refuse-midway'),
  'an empty answer': saying('sandbox: empty'),
  'absurd usage': saying('sandbox: usage {"output_tokens":999999}'),
  'a tool call cut by max_tokens': saying('Weather?', {
    tools: [WEATHER],
    tool_choice: { type: 'any' },
    max_tokens: 6,
  }),
};

describe.each(Object.entries(REQUESTS))('%s', (_, body) => {
  it('is the same message whether streamed or whole', async () => {
    const whole = await askWhole(sandbox.url, body);
    const folded = foldEvents(await askStream(sandbox.url, body));
    expect(JSON.parse(withoutIds(JSON.stringify(folded)))).toEqual(JSON.parse(withoutIds(JSON.stringify(whole))));
  });

  it.each([false, true])('repeats byte for byte, apart from ids (stream: %s)', async (stream) => {
    const [one, other] = await Promise.all(
      [1, 2].map(async () => (await post(sandbox.url, { ...body, stream })).text()),
    );
    expect(withoutIds(one ?? '')).toBe(withoutIds(other ?? 'missing'));
  });
});

describe('the stream', () => {
  it('has upstream’s sequence of events', async () => {
    const events = await askStream(sandbox.url, saying('Hi'));
    const types = events.map(({ type }) => type).join(' ');
    expect(types).toMatch(
      /^message_start content_block_start ping (content_block_delta )+content_block_stop message_delta message_stop$/,
    );
  });

  it('pads its data lines inside the last brace, as upstream does', async () => {
    const text = await (await post(sandbox.url, saying('Hi', { stream: true }))).text();
    expect(text).toMatch(/^data: \{"type":"content_block_delta".* +\}$/m);
  });

  it('reports little at the start and running totals at the end', async () => {
    const events = await askStream(sandbox.url, saying('Hi'));
    const start = events.find(({ type }) => type === 'message_start')?.message.usage;
    const end = events.find(({ type }) => type === 'message_delta')?.usage;
    expect(start).toMatchObject({ output_tokens: 1, input_tokens: end?.input_tokens });
    expect(end?.output_tokens).toBeGreaterThan(1);
    expect(end).not.toHaveProperty('cache_creation');
  });

  it('begins a tool call with an empty piece, the only one when there are no arguments', async () => {
    const events = await askStream(sandbox.url, saying('sandbox: tool now'));
    const deltas = events.filter(({ type }) => type === 'content_block_delta').map(({ delta }) => delta);
    expect(deltas).toEqual([{ type: 'input_json_delta', partial_json: '' }]);
  });

  it('leaves a tool call open whose arguments were cut', async () => {
    const events = await askStream(sandbox.url, REQUESTS['a tool call cut by max_tokens'] ?? {});
    expect(events.map(({ type }) => type)).not.toContain('content_block_stop');
    expect(foldEvents(events)).toMatchObject({ stop_reason: 'max_tokens', usage: { output_tokens: 6 } });
  });

  it('stays whole for a slow reader, and ends when the reader leaves', async () => {
    const body = saying('sandbox: repeat 90000', { stream: true, max_tokens: 64_000 });
    const [patient, hasty] = await Promise.all([post(sandbox.url, body), post(sandbox.url, body)]);
    await hasty.body?.cancel();
    const text = await patient.text();
    expect(text.endsWith('\n\n')).toBe(true);
    expect(text).toContain('"stop_reason":"max_tokens"');
    expect(textOf(await askWhole(sandbox.url, saying('still there?')))).toContain('still there?');
  });
});
