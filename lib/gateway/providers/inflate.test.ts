import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { errorBody, GREETING_MESSAGE, GREETING_REQUEST, GREETING_STREAM } from '#lib/testing/upstream-answers.ts';
import { failureOf, openBench, readAll, NEVER_ABORTED as signal, textOf } from '#lib/testing/upstream-bench.ts';
import type { Upstream } from '../core/upstream.ts';
import { UpstreamError } from '../messages/failure.ts';

const CODINGS: Record<string, (text: string) => Buffer> = {
  gzip: (text) => gzipSync(text),
  'X-GZIP': (text) => gzipSync(text),
  deflate: (text) => deflateSync(text),
  'deflate ': (text) => deflateRawSync(text),
  br: (text) => brotliCompressSync(text),
  zstd: (text) => zstdCompressSync(text),
  'gzip, br': (text) => brotliCompressSync(gzipSync(text)),
  identity: (text) => Buffer.from(text),
};

const ask = {
  whole: async (upstream: Upstream) =>
    (await upstream.send(GREETING_REQUEST, { signal, maxAttempts: 1 })).message.content
      .map((it) => (it.type === 'text' ? it.text : ''))
      .join(''),
  stream: async (upstream: Upstream) => {
    const { events, failure } = await readAll(await upstream.stream(GREETING_REQUEST, { signal, maxAttempts: 1 }));
    if (failure) throw new UpstreamError(failure);
    return textOf(events);
  },
};
const BODIES = { whole: GREETING_MESSAGE, stream: GREETING_STREAM };
const ways = ['whole', 'stream'] as const;

const bench = (coding: string, body: Buffer | Buffer[], more: object = {}) =>
  openBench(() => ({ body, headers: { 'content-encoding': coding }, ...more }));

describe.each(ways)('an answer compressed without being asked, %s,', (way) => {
  it.each(Object.entries(CODINGS))('is read: %s', async (coding, compress) => {
    const bytes = compress(BODIES[way]);
    for (const body of [[bytes], Array.from(bytes, (byte) => Buffer.of(byte))]) {
      await using opened = await bench(coding, body);
      expect(await ask[way](opened.upstream)).toBe('Grüße 👋');
    }
  });

  it.each([
    ['in a way nobody knows', 'snappy', Buffer.from(BODIES[way])],
    ['only as it says', 'gzip', Buffer.from(BODIES[way])],
    ['and broken', 'br', Buffer.from('this is no brotli')],
  ])('cannot be trusted %s', async (_name, coding, body) => {
    await using opened = await bench(coding, body);
    const what = 'it is compressed in a way that cannot be read';
    expect(await failureOf(ask[way](opened.upstream))).toEqual({ kind: 'malformed', what });
  });

  it.each(['gzip', 'deflate', 'br', 'zstd'])('is cut when its %s is', async (coding) => {
    const bytes = CODINGS[coding]?.(BODIES[way]) ?? Buffer.of();
    await using opened = await bench(coding, bytes.subarray(0, bytes.length / 2));
    const failure = await failureOf(ask[way](opened.upstream));
    expect(failure).toEqual({ kind: 'truncated' });
  });

  it('fails by its status, with upstream’s message', async () => {
    await using opened = await bench('gzip', gzipSync(errorBody('overloaded_error')), { status: 529 });
    expect(await failureOf(ask[way](opened.upstream))).toMatchObject({ status: 529, message: 'Not today.' });
    await using unreadable = await bench('snappy', Buffer.from('?'), { status: 413 });
    expect(await failureOf(ask[way](unreadable.upstream))).toMatchObject({ status: 413, message: '' });
  });

  it('is not inflated beyond 64 MB', async () => {
    await using opened = await bench('gzip', gzipSync(Buffer.alloc(80 * 1024 * 1024, ' ')));
    const failure = await failureOf(ask[way](opened.upstream));
    expect(failure).toEqual({ kind: 'malformed', what: expect.stringMatching(/longer than (64|1) MB$/) });
  });
});

it('hands on the output of each piece of a compressed stream, without waiting for its end', async () => {
  const gate = Promise.withResolvers<void>();
  async function* body() {
    const [head = '', tail = ''] = [GREETING_STREAM.slice(0, -30), GREETING_STREAM.slice(-30)];
    yield gzipSync(head);
    await gate.promise;
    yield gzipSync(tail);
  }
  await using opened = await openBench(() => ({ body: body(), headers: { 'content-encoding': 'gzip' } }));
  const stream = await opened.upstream.stream(GREETING_REQUEST, { signal });
  const iterator = stream[Symbol.asyncIterator]();
  const first = await iterator.next();
  expect(textOf(first.value ?? [])).toBe('Grüße 👋');
  gate.resolve();
  await iterator.return?.();
});
