import { describe, expect, it } from 'vitest';
import { errorBody, GREETING_MESSAGE, GREETING_REQUEST, GREETING_STREAM } from '#lib/testing/upstream-answers.ts';
import { failureOf, openBench, NEVER_ABORTED as signal } from '#lib/testing/upstream-bench.ts';
import type { MessagesResponse } from '../messages/response.ts';

describe('a whole answer that is cut', () => {
  const bytes = Buffer.from(GREETING_MESSAGE);

  it.each(['fin', 'reset'] as const)('fails at every byte (%s), and is tried once more', async (ending) => {
    let cut = 0;
    const script = () => ({ body: bytes.subarray(0, cut), framing: { length: bytes.length }, ending });
    await using bench = await openBench(script);
    for (cut = 0; cut < bytes.length; cut += 7) {
      const call = bench.upstream.send({ ...GREETING_REQUEST, model: `model-${cut}` }, { signal });
      expect(await failureOf(call)).toMatchObject({ kind: 'connection' });
    }
    expect(bench.server.requests.length).toBeGreaterThan(bytes.length / 7);
  });

  it('fails when only the missing end shows the cut', async () => {
    await using bench = await openBench(() => ({ body: bytes.subarray(0, 50), framing: 'close' }));
    expect(await failureOf(bench.upstream.send(GREETING_REQUEST, { signal }))).toEqual({ kind: 'truncated' });
    expect(bench.server.requests).toHaveLength(2);
  });

  it.each([
    [Buffer.from([0x1f, 0x8b, 8, 0, 0]), 'it is not JSON'],
    ['<html>200 OK</html>', 'it is not JSON'],
    ['', 'it is not JSON'],
    ['{"id":"msg_1"}', 'it is JSON of an unknown form'],
  ])('fails when it is no message: %s', async (body, what) => {
    await using bench = await openBench(() => ({ body }));
    expect(await failureOf(bench.upstream.send(GREETING_REQUEST, { signal }))).toEqual({ kind: 'malformed', what });
  });

  it('fails with an error that came with a good status', async () => {
    await using bench = await openBench(() => ({ body: errorBody('overloaded_error') }));
    const failure = await failureOf(bench.upstream.send(GREETING_REQUEST, { signal }));
    expect(failure).toMatchObject({ kind: 'error', status: null, type: 'overloaded_error' });
  });
});

describe('a whole answer', () => {
  const text = (message: MessagesResponse) => message.content.map((it) => (it.type === 'text' ? it.text : '')).join('');

  it.each([
    ['with a byte order mark', `\uFEFF${GREETING_MESSAGE}`],
    ['that came as a stream', GREETING_STREAM],
    ['without usage', JSON.stringify({ ...JSON.parse(GREETING_MESSAGE), usage: undefined })],
    ['with a usage of another form', JSON.stringify({ ...JSON.parse(GREETING_MESSAGE), usage: 'none' })],
  ])('is read %s, whatever its content type says', async (_name, body) => {
    await using bench = await openBench(() => ({ body, headers: { 'content-type': 'text/plain' } }));
    const { message } = await bench.upstream.send(GREETING_REQUEST, { signal });
    expect(text(message)).toBe('Grüße 👋');
  });

  it('keeps the arguments of a call as they are written', async () => {
    const input = '{"id": 2512292042121000001, "n": 1.0, "b": 1, "2": 1e400, "a": "\\u00fc", "__proto__": 1, "a": 2}';
    const call = { type: 'tool_use', id: 'toolu_1', name: 'look', input: 0 };
    const message = JSON.stringify({ ...JSON.parse(GREETING_MESSAGE), content: [{ type: 'text', text: '' }, call] });
    await using bench = await openBench(() => ({ body: message.replace('"input":0', `"input":${input}`) }));
    const { content } = (await bench.upstream.send(GREETING_REQUEST, { signal })).message;
    expect(content[1]).toMatchObject({ rawInput: input });
  });
});
