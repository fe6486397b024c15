import { describe, expect, it } from 'vitest';
import { GREETING_MESSAGE, GREETING_REQUEST } from '#lib/testing/upstream-answers.ts';
import { failureOf, openBench, NEVER_ABORTED as signal } from '#lib/testing/upstream-bench.ts';

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

  it('fails when nothing tells but the missing end', async () => {
    await using bench = await openBench(() => ({ body: bytes.subarray(0, 50), framing: 'close' }));
    expect(await failureOf(bench.upstream.send(GREETING_REQUEST, { signal }))).toEqual({ kind: 'truncated' });
    expect(bench.server.requests).toHaveLength(2);
  });

  it('fails when it is compressed against our wish, or is no message', async () => {
    for (const body of [Buffer.from([0x1f, 0x8b, 8, 0, 0]), '{"id":"msg_1"}']) {
      await using bench = await openBench(() => ({ body }));
      expect(await failureOf(bench.upstream.send(GREETING_REQUEST, { signal }))).toEqual({ kind: 'truncated' });
    }
  });
});
