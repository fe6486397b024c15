import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from './server.ts';
import { askStream, askWhole, type Body, saying } from './testing/client.ts';

const MINUTE_MS = 60_000;
/** Sonnet 4.6 caches from 1,024 tokens on. */
const MODEL = 'claude-sonnet-4-6';
const mark = (ttl?: '1h') => ({ cache_control: { type: 'ephemeral', ...(ttl ? { ttl } : {}) } });
const text = (tokens: number, letter: string, more: Body = {}) => ({
  type: 'text',
  text: `${letter}123`.repeat(tokens),
  ...more,
});

let clock = Date.UTC(2026, 0, 1);
let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ now: () => clock });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  clock += 24 * 60 * MINUTE_MS;
});

interface Counts {
  input_tokens: number;
  cache_creation_input_tokens: number;
  cache_read_input_tokens: number;
  cache_creation: { ephemeral_5m_input_tokens: number; ephemeral_1h_input_tokens: number };
}

/** Token counts: plain, read, written for 5 minutes, written for an hour. */
async function counts(body: Body): Promise<number[]> {
  const { usage } = await askWhole(sandbox.url, { ...body, model: MODEL });
  const { input_tokens, cache_read_input_tokens, cache_creation, cache_creation_input_tokens } =
    usage as unknown as Counts;
  const { ephemeral_5m_input_tokens: short, ephemeral_1h_input_tokens: long } = cache_creation;
  expect(short + long).toBe(cache_creation_input_tokens);
  return [input_tokens, cache_read_input_tokens, short, long];
}

describe('the prompt cache', () => {
  it('caches nothing without a mark', async () => {
    const body = saying('Hi', { system: [text(2_000, 'a')] });
    expect([await counts(body), await counts(body)]).toEqual([
      [2_005, 0, 0, 0],
      [2_005, 0, 0, 0],
    ]);
  });

  it('writes the marked prefix once and reads it from then on', async () => {
    const system = [text(2_000, 'b', mark())];
    expect(await counts(saying('Hi', { system }))).toEqual([5, 0, 2_000, 0]);
    expect(await counts(saying('Something else', { system }))).toEqual([8, 2_000, 0, 0]);
  });

  it('leaves prompts alone that are shorter than the model’s minimum', async () => {
    const body = (tokens: number) => saying('Hi', { system: [text(tokens, 'c', mark())] });
    expect(await counts(body(1_023))).toEqual([1_028, 0, 0, 0]);
    expect(await counts(body(1_024))).toEqual([5, 0, 1_024, 0]);
  });

  it('distinguishes an hour from five minutes', async () => {
    const body = saying([text(500, 'e', mark())], { system: [text(2_000, 'd', mark('1h'))] });
    expect(await counts(body)).toEqual([0, 0, 504, 2_000]);
    clock += 6 * MINUTE_MS;
    expect(await counts(body)).toEqual([0, 2_000, 504, 0]);
    clock += 4 * MINUTE_MS;
    expect(await counts(body)).toEqual([0, 2_504, 0, 0]);
  });

  it('forgets after the lifetime, which every reading renews', async () => {
    const body = saying('Hi', { system: [text(2_000, 'f', mark())] });
    await counts(body);
    for (let reading = 0; reading < 3; reading++) {
      clock += 4 * MINUTE_MS;
      expect(await counts(body)).toEqual([5, 2_000, 0, 0]);
    }
    clock += 5 * MINUTE_MS;
    expect(await counts(body)).toEqual([5, 0, 2_000, 0]);
  });

  it('follows a conversation whose mark moves to its end', async () => {
    const first = { role: 'user', content: [text(1_200, 'g', mark())] };
    const later = [
      { role: 'user', content: [text(1_200, 'g')] },
      { role: 'assistant', content: 'Well.' },
      { role: 'user', content: [text(100, 'h', mark())] },
    ];
    expect(await counts(saying('', { messages: [first] }))).toEqual([0, 0, 1_204, 0]);
    expect(await counts(saying('', { messages: later }))).toEqual([0, 1_204, 110, 0]);
  });

  it('takes the mark of the whole request for one on its last block', async () => {
    const body = saying([text(1_200, 'i')], mark());
    expect([await counts(body), await counts(body)]).toEqual([
      [0, 0, 1_204, 0],
      [0, 1_204, 0, 0],
    ]);
  });

  it('notices every change before the mark', async () => {
    const tools = [{ name: 'add', input_schema: { type: 'object' } }];
    const body = saying('Hi', { system: [text(2_000, 'j', mark())] });
    await counts(body);
    expect((await counts({ ...body, tools }))[1]).toBe(0);
    expect((await counts(saying('Hi', { system: [text(2_000, 'k', mark())] })))[1]).toBe(0);
  });

  it('reports the same in a stream: the split at the start, the sums at both ends', async () => {
    const body = saying('Hi', { model: MODEL, system: [text(2_000, 'l', mark('1h'))] });
    const events = await askStream(sandbox.url, body);
    const sums = { input_tokens: 5, cache_creation_input_tokens: 2_000, cache_read_input_tokens: 0 };
    const start = events.find(({ type }) => type === 'message_start')?.message.usage;
    expect(start).toMatchObject({
      ...sums,
      cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 2_000 },
    });
    expect(events.find(({ type }) => type === 'message_delta')?.usage).toMatchObject(sums);
  });
});
