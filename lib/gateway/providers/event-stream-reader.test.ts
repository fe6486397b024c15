import { describe, expect, it } from 'vitest';
import {
  errorBody,
  GREETING_EVENTS,
  GREETING_MESSAGE,
  GREETING_REQUEST,
  GREETING_STREAM,
  streamEvents,
} from '#lib/testing/upstream-answers.ts';
import { failureOf, openBench, readAll, NEVER_ABORTED as signal, textOf } from '#lib/testing/upstream-bench.ts';
import type { UpstreamStream } from '../core/upstream.ts';
import { accumulate } from '../messages/accumulate.ts';
import { readMessage } from './whole-body.ts';

const { start, blockStart, text, ping, blockStop, delta, stop } = streamEvents;
const open = (bench: Awaited<ReturnType<typeof openBench>>, caller = signal) =>
  bench.upstream.stream(GREETING_REQUEST, { signal: caller, maxAttempts: 1 });
const iterate = (stream: UpstreamStream) => stream[Symbol.asyncIterator]();
const QUICK = { connectMs: 1_000, firstByteMs: 1_000, idleMs: 80, totalMs: 1_000 };

describe('a stream that is cut', () => {
  const bytes = Buffer.from(GREETING_STREAM);
  const endings = [
    ['a reset', { ending: 'reset' }],
    ['a closed connection', { ending: 'fin' }],
    ['a clean end', { ending: 'end' }],
    ['a body that ends by closing', { ending: 'end', framing: 'close' }],
  ] as const;

  it.each(endings)('is never taken for a whole one: %s at every byte', async (_, ending) => {
    let cut = 0;
    await using bench = await openBench(() => ({ body: bytes.subarray(0, cut), ...ending }));
    for (cut = 0; cut < bytes.length; cut++) {
      // Each request has its own model, so that no failure opens the breaker for the next.
      const call = bench.upstream.stream({ ...GREETING_REQUEST, model: `model-${cut}` }, { signal, maxAttempts: 1 });
      const failure = await call.then(
        (stream) => readAll(stream).then((it) => it.failure),
        (error) => error.failure,
      );
      expect(failure?.kind, `cut after ${cut} bytes`).toMatch(/^(connection|truncated)$/);
    }
    await using complete = await openBench(() => ({ body: bytes, ...ending, ending: 'end' }));
    expect((await readAll(await open(complete))).failure).toBeNull();
  });

  it('has the same events wherever the network cuts it in two', async () => {
    let cut = 0;
    await using bench = await openBench(() => ({ body: [bytes.subarray(0, cut), bytes.subarray(cut)] }));
    for (cut = 1; cut < bytes.length; cut += 3) {
      const { events, failure } = await readAll(await open(bench));
      expect([textOf(events), events.length, failure]).toEqual(['Grüße 👋', GREETING_EVENTS.length, null]);
    }
  });

  it('is a failure when it ends cleanly after its stop reason but without message_stop', async () => {
    await using bench = await openBench(() => ({ body: GREETING_EVENTS.slice(0, -1) }));
    expect((await readAll(await open(bench))).failure).toEqual({ kind: 'truncated' });
  });

  it('is whole once message_stop was read, whatever happens to the connection', async () => {
    await using bench = await openBench(() => ({ body: GREETING_STREAM, ending: 'fin' }));
    expect((await readAll(await open(bench))).failure).toBeNull();
  });
});

describe('an error event', () => {
  it.each(GREETING_EVENTS.keys().drop(1).toArray())(
    'after %i events is thrown once they were read, and not retried',
    async (count) => {
      // The first event travels alone, so that the stream opens before the error arrives.
      const read = Promise.withResolvers<void>();
      async function* body() {
        yield start;
        await read.promise;
        yield GREETING_EVENTS.slice(1, count).join('') + streamEvents.error('overloaded_error');
      }
      await using bench = await openBench(() => ({ body: body(), ending: 'hang' }));
      const stream = await bench.upstream.stream(GREETING_REQUEST, { signal });
      read.resolve();
      const { events, failure } = await readAll(stream);
      expect(events).toHaveLength(count);
      expect(failure).toMatchObject({ kind: 'error', status: null, type: 'overloaded_error' });
      expect(bench.server.requests).toHaveLength(1);
      await bench.server.requests[0]?.closed;
    },
  );
});

describe('time', () => {
  it('ends a stream that falls silent', async () => {
    await using bench = await openBench(() => ({ body: start, ending: 'hang' }), { timeouts: QUICK });
    expect((await readAll(await open(bench))).failure).toEqual({ kind: 'timeout', phase: 'idle' });
    await bench.server.requests[0]?.closed;
  });

  it('ends an answer that never begins after its headers', async () => {
    const timeouts = { ...QUICK, firstByteMs: 60 };
    await using bench = await openBench(() => ({ ending: 'hang' }), { timeouts });
    expect(await failureOf(open(bench))).toEqual({ kind: 'timeout', phase: 'first_byte' });
  });

  it('takes pings for life, until the total deadline', async () => {
    const clock = { ms: 0 };
    // The clock jumps minutes with each ping that the reader sees; the real waiting is the watch's few milliseconds.
    const timeouts = { connectMs: 40, firstByteMs: 60_000, idleMs: 90_000, totalMs: 900_000 };
    const seen = { next: Promise.withResolvers<void>() };
    async function* body() {
      yield start;
      for (;;) {
        await seen.next.promise;
        seen.next = Promise.withResolvers<void>();
        yield ping;
      }
    }
    await using bench = await openBench(() => ({ body: body() }), { timeouts, now: () => clock.ms });
    let pings = 0;
    const reading = async () => {
      for await (const batch of await open(bench)) {
        pings += batch.filter((it) => it.type === 'ping').length;
        clock.ms += 30_000;
        seen.next.resolve();
      }
    };
    expect(await failureOf(reading())).toEqual({ kind: 'timeout', phase: 'total' });
    expect(pings).toBeGreaterThanOrEqual(28);
  });

  it('does not care about the wall clock', async () => {
    await using bench = await openBench(() => ({ body: GREETING_STREAM }), { now: () => -5_000 });
    expect((await readAll(await open(bench))).failure).toBeNull();
  });
});

describe('size', () => {
  it('cuts an event that never ends', async () => {
    async function* body() {
      yield start;
      for (;;) yield `data: ${'x'.repeat(60_000)}`;
    }
    await using bench = await openBench(() => ({ body: body() }));
    const failure = { kind: 'malformed', what: 'an event is longer than 1 MB' };
    expect((await readAll(await open(bench))).failure).toEqual(failure);
    await bench.server.requests[0]?.closed;
  });

  it('cuts an answer beyond 64 MB', async () => {
    const flood = text('x'.repeat(60_000));
    async function* body() {
      yield start + blockStart;
      for (;;) yield flood;
    }
    await using bench = await openBench(() => ({ body: body() }));
    const stream = await open(bench);
    let bytes = 0;
    const reading = async () => {
      for await (const batch of stream) bytes += textOf(batch).length;
    };
    expect(await failureOf(reading())).toEqual({ kind: 'malformed', what: 'it is longer than 64 MB' });
    expect(bytes).toBeLessThan(64 * 1024 * 1024);
  });

  it('stops reading while its reader does not, and loses no event', async () => {
    const piece = text('x'.repeat(10_000));
    const count = 3_000;
    let written = 0;
    async function* body() {
      yield start + blockStart;
      for (; written < count; written++) yield piece;
      yield delta + stop;
    }
    const clock = { ms: 0, looks: 0 };
    const now = () => {
      clock.looks++;
      return clock.ms;
    };
    await using bench = await openBench(() => ({ body: body() }), { timeouts: { ...QUICK, totalMs: 20_000 }, now });
    const stream = await open(bench);
    const stalledAt = await untilStill(() => written);
    expect(stalledAt).toBeLessThan(count);
    // The pause is longer than the idle timeout, and the watch has seen it: a slow reader is not upstream's silence.
    clock.ms = 10_000;
    const { looks } = clock;
    while (clock.looks === looks) await new Promise((resolve) => setImmediate(resolve));
    const buffered = (await iterate(stream).next()).value ?? [];
    expect(textOf(buffered).length).toBeLessThan(256 * 1024);
    const { events, failure } = await readAll(stream);
    expect(failure).toBeNull();
    expect(textOf([...buffered, ...events])).toHaveLength(count * 10_000);
  });

  it('hands over the events of one network read as one batch', async () => {
    await using bench = await openBench(() => ({ body: GREETING_STREAM }));
    const batches = [];
    for await (const batch of await open(bench)) batches.push(batch.length);
    expect(batches).toEqual([GREETING_EVENTS.length]);
  });
});

describe('leaving', () => {
  const endless = () => ({ body: start + blockStart + text('Grüße'), ending: 'hang' as const });

  it('closes the upstream connection when the reader breaks off', async () => {
    await using bench = await openBench(endless);
    for await (const _ of await open(bench)) break;
    await bench.server.requests[0]?.closed;
  });

  it('closes it when the caller aborts, and throws the reason', async () => {
    await using bench = await openBench(endless);
    const caller = new AbortController();
    const stream = iterate(await open(bench, caller.signal));
    await stream.next();
    const waiting = expect(stream.next()).rejects.toThrow('hung up');
    caller.abort(new Error('hung up'));
    await waiting;
    await bench.server.requests[0]?.closed;
  });

  it('wakes a waiting reader', async () => {
    await using bench = await openBench(endless);
    const stream = iterate(await open(bench));
    await stream.next();
    const waiting = stream.next();
    await stream.return?.();
    expect((await waiting).done).toBe(true);
  });

  it('closes it when the caller aborts while no read is waiting', async () => {
    await using bench = await openBench(endless);
    const caller = new AbortController();
    await open(bench, caller.signal);
    caller.abort();
    await bench.server.requests[0]?.closed;
  });

  it('keeps the connection for the next call when the answer was complete', async () => {
    await using bench = await openBench(() => ({ body: GREETING_STREAM }));
    for (let count = 0; count < 3; count++) {
      for await (const batch of await open(bench)) if (batch.some((it) => it.type === 'message_stop')) break;
    }
    // Two at most: a connection is free again one turn of the event loop after its answer.
    expect(bench.server.openSockets()).toBeLessThanOrEqual(2);
  });

  it('does not hold on to a connection that lingers after message_stop', async () => {
    await using bench = await openBench(() => ({ body: GREETING_STREAM, ending: 'hang' }), { timeouts: QUICK });
    expect((await readAll(await open(bench))).failure).toBeNull();
    await bench.server.requests[0]?.closed;
  });
});

/** Returns the value once it has been constant for several rounds of the event loop. */
async function untilStill(value: () => number): Promise<number> {
  let last = -1;
  for (let still = 0; still < 200; still = value() === last ? still + 1 : 0) {
    last = value();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return last;
}

describe('a stream on an odd wire', () => {
  it('is whole when something else follows it in the same read', async () => {
    await using bench = await openBench(() => ({ body: `${GREETING_STREAM}data: [DONE]\n\n` }));
    const { events, failure } = await readAll(await open(bench));
    expect([textOf(events), failure]).toEqual(['Grüße 👋', null]);
  });

  it('keeps one of a flood of unread pings', async () => {
    const gate = Promise.withResolvers<void>();
    async function* body() {
      for (let round = 0; round < 100; round++) yield ping.repeat(1_000);
      await gate.promise;
      yield GREETING_STREAM;
    }
    await using bench = await openBench(() => ({ body: body() }));
    const opening = open(bench);
    gate.resolve();
    const { events } = await readAll(await opening);
    expect(events.filter(({ type }) => type === 'ping').length).toBeLessThanOrEqual(2);
    expect(textOf(events)).toBe('Grüße 👋');
  });

  it('may be one message as JSON, whatever its content type says', async () => {
    const bytes = Buffer.from(`\uFEFF ${GREETING_MESSAGE}`);
    await using bench = await openBench(() => ({
      body: [bytes.subarray(0, 30), bytes.subarray(30)],
      headers: { 'content-type': 'text/event-stream' },
    }));
    const { events, failure } = await readAll(await open(bench));
    expect(failure).toBeNull();
    expect(accumulate(events)).toMatchObject(readMessage(GREETING_MESSAGE));
  });

  it('fails with an error in JSON, before anything was delivered', async () => {
    await using bench = await openBench(() => ({ body: errorBody('overloaded_error') }));
    expect(await failureOf(open(bench))).toMatchObject({ kind: 'error', type: 'overloaded_error' });
  });

  it.each([
    ['<!DOCTYPE html>', { kind: 'truncated' }],
    ['{"id":"msg_1"', { kind: 'truncated' }],
    ['{"id":"msg_1"}', { kind: 'malformed', what: 'it is JSON of an unknown form' }],
  ])('is no answer when all it says is %s', async (body, failure) => {
    await using bench = await openBench(() => ({ body }));
    expect(await failureOf(open(bench))).toEqual(failure);
  });
});

describe('a character cut between two pieces', () => {
  const half = (spelled: string) => text('@').replace('@', spelled);
  const said = async (...pieces: string[]) => {
    await using bench = await openBench(() => ({
      body: start + blockStart + pieces.join('') + blockStop + delta + stop,
    }));
    return textOf((await readAll(await open(bench))).events);
  };

  it.each([
    ['its halves', ['a\\ud83d', '\\ude00b'], 'a😀b'],
    ['its halves alone, and an empty piece between them', ['\\ud83d', '', '\\ude00'], '😀'],
    ['two halves in a row', ['\\ud83d', '\\ude00\\ud83d', '\\ude01'], '😀😁'],
    ['a half without the other', ['a\\ud83d', 'b'], 'a\ufffdb'],
    ['a half at the end', ['a', '\\ud83d'], 'a\ufffd'],
    ['a second half alone', ['\\ude00b'], '\ufffdb'],
  ])('is whole for the reader: %s', async (_name, escapes, expected) => {
    expect(await said(...escapes.map(half))).toBe(expected);
  });
});
