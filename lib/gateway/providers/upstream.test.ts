import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { RecordedRequest, ScriptedReply } from '#lib/testing/scripted-upstream.ts';
import {
  errorBody,
  GREETING_MESSAGE,
  GREETING_REQUEST,
  GREETING_STREAM,
  streamEvents,
} from '#lib/testing/upstream-answers.ts';
import { failureOf, openBench, readAll, NEVER_ABORTED as signal, textOf } from '#lib/testing/upstream-bench.ts';
import type { Upstream } from '../core/upstream.ts';

const isStream = (request: RecordedRequest) => JSON.parse(request.body).stream === true;
const greet = (request: RecordedRequest): ScriptedReply => ({
  body: isStream(request) ? GREETING_STREAM : GREETING_MESSAGE,
});
const OVERLOADED: ScriptedReply = { status: 529, body: errorBody('overloaded_error') };

const MODES = {
  whole: async (upstream: Upstream) =>
    (await upstream.send(GREETING_REQUEST, { signal })).message.content
      .map((it) => (it.type === 'text' ? it.text : ''))
      .join(''),
  stream: async (upstream: Upstream) =>
    textOf((await readAll(await upstream.stream(GREETING_REQUEST, { signal }))).events),
};
const modes = Object.entries(MODES);

describe.each(modes)('upstream, %s', (mode, call) => {
  it('answers, with the pinned version, the key and no compression', async () => {
    await using bench = await openBench(greet);
    expect(await call(bench.upstream)).toBe('Grüße 👋');
    const [request] = bench.server.requests;
    expect(request).toMatchObject({ method: 'POST', path: '/v1/messages' });
    expect(request?.headers).toMatchObject({
      'x-api-key': 'sk-1',
      'anthropic-version': '2023-06-01',
      'content-type': 'application/json',
      'accept-encoding': 'identity',
    });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      ...GREETING_REQUEST,
      stream: mode === 'stream',
    });
  });

  it.each([400, 404, 413])('reports a %i without trying again', async (status) => {
    await using bench = await openBench(() => ({ status, body: errorBody('invalid_request_error') }));
    expect(await failureOf(call(bench.upstream))).toEqual({
      ...{ kind: 'error', status, type: 'invalid_request_error' },
      ...{ errorCode: null, message: 'Not today.', retryAfterSeconds: null },
    });
    expect(bench.server.requests).toHaveLength(1);
  });

  it.each([500, 502, 503, 520, 529])('tries three times on a %i', async (status) => {
    await using bench = await openBench(() => ({ status, body: '<html>bad gateway</html>' }));
    expect(await failureOf(call(bench.upstream))).toMatchObject({ kind: 'error', status, type: null, message: '' });
    expect(bench.server.requests).toHaveLength(3);
  });

  it('tries a 504 once more only, because upstream may have billed it', async () => {
    await using bench = await openBench(() => ({ status: 504, body: errorBody('timeout_error') }));
    expect(await failureOf(call(bench.upstream))).toMatchObject({ status: 504 });
    expect(bench.server.requests).toHaveLength(2);
  });

  it('succeeds when the second attempt does', async () => {
    await using bench = await openBench((request, index) => (index === 0 ? OVERLOADED : greet(request)));
    expect(await call(bench.upstream)).toBe('Grüße 👋');
  });

  it('makes only one attempt when asked to', async () => {
    await using bench = await openBench(() => OVERLOADED);
    const options = { signal, maxAttempts: 1 };
    await failureOf(
      mode === 'whole'
        ? bench.upstream.send(GREETING_REQUEST, options)
        : bench.upstream.stream(GREETING_REQUEST, options),
    );
    expect(bench.server.requests).toHaveLength(1);
  });

  it.each([401, 402, 403])('leaves a key that gets a %i and serves from the next one', async (status) => {
    const refuseFirst = (request: RecordedRequest) =>
      request.headers['x-api-key'] === 'sk-1' ? { status, body: errorBody('authentication_error') } : greet(request);
    await using bench = await openBench(refuseFirst, { keys: ['sk-1', 'sk-2'] });
    for (let count = 0; count < 3; count++) expect(await call(bench.upstream)).toBe('Grüße 👋');
    expect(bench.server.requests.map((it) => it.headers['x-api-key'])).toEqual(['sk-1', 'sk-2', 'sk-2', 'sk-2']);
    expect(bench.alarms).toHaveLength(1);
    expect(bench.alarms[0]).toMatchObject({ upstream: 'test', key: 'key #1', status });
  });

  it.each([
    ['a 429 without retry-after', 429, 'rate_limit_error', 'out_of_credit'],
    ['a 403', 403, 'permission_error', 'refused'],
  ])('serves again within seconds after %s, and tells the operator once', async (_name, status, type, kind) => {
    const clock = { ms: 0 };
    const script = (request: RecordedRequest, index: number) =>
      index < 3 ? { status, body: errorBody(type) } : greet(request);
    await using bench = await openBench(script, { now: () => clock.ms });
    expect(await failureOf(call(bench.upstream))).toMatchObject({ status, retryAfterSeconds: null });
    expect(await failureOf(call(bench.upstream))).toMatchObject({ kind: 'no_capacity', isAccountFault: true });
    expect(bench.server.requests).toHaveLength(1);
    for (clock.ms = 10_000; clock.ms < 30_000; clock.ms += 10_000)
      expect(await failureOf(call(bench.upstream))).toMatchObject({ status });
    // Upstream works from here on; within ten seconds the key works too.
    expect(await call(bench.upstream)).toBe('Grüße 👋');
    expect(bench.alarms.map((alarm) => alarm.kind)).toEqual([kind, 'recovered']);
  });

  it('does not let a request fail on probes alone while a key works', async () => {
    const clock = { ms: 0 };
    const keys = ['sk-1', 'sk-2', 'sk-3', 'sk-4'];
    const script = (request: RecordedRequest) =>
      request.headers['x-api-key'] === 'sk-4'
        ? greet(request)
        : { status: 401, body: errorBody('authentication_error') };
    await using bench = await openBench(script, { keys, now: () => clock.ms });
    for (let turn = 0; turn < 4; turn++) await call(bench.upstream).catch(() => {});
    clock.ms = 60_000;
    expect(await call(bench.upstream)).toBe('Grüße 👋');
  });

  it('passes a long retry-after on instead of waiting', async () => {
    await using bench = await openBench(() => ({
      status: 429,
      headers: { 'retry-after': '42' },
      body: errorBody('rate_limit_error'),
    }));
    expect(await failureOf(call(bench.upstream))).toMatchObject({ status: 429, retryAfterSeconds: 42 });
    expect(bench.server.requests).toHaveLength(1);
  });

  it('waits out a short retry-after', async () => {
    const limited = { status: 429, headers: { 'retry-after': '1' }, body: errorBody('rate_limit_error') };
    const random = () => 0.1;
    await using bench = await openBench((request, index) => (index === 0 ? limited : greet(request)), { random });
    expect(await call(bench.upstream)).toBe('Grüße 👋');
    expect(bench.server.requests).toHaveLength(2);
  });

  it('takes an error status at its word although its body never ends', async () => {
    const timeouts = { connectMs: 500, firstByteMs: 500, idleMs: 60, totalMs: 2_000 };
    await using bench = await openBench(() => ({ ...OVERLOADED, status: 413, ending: 'hang' }), { timeouts });
    expect(await failureOf(call(bench.upstream))).toMatchObject({ status: 413 });
  });

  it('tries again when the connection is reset before an answer', async () => {
    await using bench = await openBench((request, index) => (index < 2 ? 'reset' : greet(request)));
    expect(await call(bench.upstream)).toBe('Grüße 👋');
  });

  it('reports a closed port and an unknown host as a failed connection', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const address = closed.address();
    const port = typeof address === 'object' ? address?.port : 0;
    closed.close();
    await once(closed, 'close');
    // The host's label is longer than DNS allows, so that no DNS query is sent.
    for (const baseUrl of [`http://127.0.0.1:${port}`, `http://${'x'.repeat(64)}.invalid`]) {
      await using bench = await openBench(greet, { baseUrl });
      expect(await failureOf(call(bench.upstream))).toEqual({ kind: 'connection', phase: 'before_response' });
    }
  });

  it('gives up on silence before the first byte, after one more try', async () => {
    const timeouts = { connectMs: 500, firstByteMs: 60, idleMs: 500, totalMs: 400 };
    await using bench = await openBench(() => 'hang', { timeouts });
    const phase = mode === 'whole' ? 'total' : 'first_byte';
    expect(await failureOf(call(bench.upstream))).toEqual({ kind: 'timeout', phase });
    expect(bench.server.requests).toHaveLength(mode === 'whole' ? 1 : 2);
    await Promise.all(bench.server.requests.map((it) => it.closed));
  });

  it('stops calling after five failures, and lets one of many callers probe', async () => {
    const clock = { ms: 0 };
    let isDown = true;
    await using bench = await openBench((request) => (isDown ? OVERLOADED : greet(request)), { now: () => clock.ms });
    await failureOf(call(bench.upstream));
    await failureOf(call(bench.upstream));
    expect(bench.server.requests).toHaveLength(5);
    expect(await failureOf(call(bench.upstream))).toMatchObject({ kind: 'no_capacity' });
    clock.ms = 5_000;
    isDown = false;
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => call(bench.upstream)));
    expect(outcomes.filter((it) => it.status === 'fulfilled')).toHaveLength(1);
    expect(bench.server.requests).toHaveLength(6);
    expect(await call(bench.upstream)).toBe('Grüße 👋');
    expect(bench.alarms.map((it) => it.kind)).toEqual(['failing', 'recovered']);
  });

  it('lets the next caller probe when the probing one hangs up', async () => {
    const clock = { ms: 0 };
    const arrived = Promise.withResolvers<void>();
    const script = (request: RecordedRequest, index: number) => {
      if (index < 5) return OVERLOADED;
      if (index > 5) return greet(request);
      arrived.resolve();
      return 'hang';
    };
    await using bench = await openBench(script, { now: () => clock.ms });
    await failureOf(call(bench.upstream));
    await failureOf(call(bench.upstream));
    clock.ms = 5_000;
    const caller = new AbortController();
    const probing = expect(bench.upstream.send(GREETING_REQUEST, { signal: caller.signal })).rejects.toThrow('hung up');
    await arrived.promise;
    expect(await failureOf(call(bench.upstream))).toMatchObject({ kind: 'no_capacity' });
    caller.abort(new Error('hung up'));
    await probing;
    expect(await call(bench.upstream)).toBe('Grüße 👋');
  });

  it('retries at most a tenth of failing traffic', async () => {
    // Each request has its own model, so that no breaker opens and only the budget limits the retries.
    await using bench = await openBench(() => OVERLOADED);
    for (let count = 0; count < 100; count++) {
      await failureOf(bench.upstream.send({ ...GREETING_REQUEST, model: `model-${count}` }, { signal }));
    }
    expect(bench.server.requests.length).toBeLessThanOrEqual(120);
    expect(bench.server.requests.length).toBeGreaterThanOrEqual(110);
  });

  it('frees the connection at once when the caller hangs up', async () => {
    const arrived = Promise.withResolvers<void>();
    await using bench = await openBench(() => {
      arrived.resolve();
      return 'hang';
    });
    const caller = new AbortController();
    const options = { signal: caller.signal };
    const pending =
      mode === 'whole'
        ? bench.upstream.send(GREETING_REQUEST, options)
        : bench.upstream.stream(GREETING_REQUEST, options);
    const outcome = expect(pending).rejects.toThrow('hung up');
    await arrived.promise;
    caller.abort(new Error('hung up'));
    await outcome;
    await bench.server.requests[0]?.closed;
    expect(bench.server.requests).toHaveLength(1);
  });

  it('sends nothing for a caller who has left already', async () => {
    await using bench = await openBench(greet);
    const options = { signal: AbortSignal.abort(new Error('hung up')) };
    const pending =
      mode === 'whole'
        ? bench.upstream.send(GREETING_REQUEST, options)
        : bench.upstream.stream(GREETING_REQUEST, options);
    await expect(pending).rejects.toThrow('hung up');
    expect(bench.server.requests).toHaveLength(0);
  });

  it('uses its connections again', async () => {
    await using bench = await openBench(greet);
    for (let count = 0; count < 5; count++) await call(bench.upstream);
    // Two at most: a connection is free again one turn of the event loop after its answer.
    expect(bench.server.openSockets()).toBeLessThanOrEqual(2);
  });
});

describe('upstream without keys', () => {
  it('has no capacity', async () => {
    await using bench = await openBench(greet, { keys: [] });
    expect(await failureOf(bench.upstream.send(GREETING_REQUEST, { signal }))).toEqual({ kind: 'no_capacity' });
  });
});

it('never stops calling an upstream whose callers order its failures', async () => {
  let isRefused = true;
  await using bench = await openBench((call) => (isRefused ? { status: 401 } : greet(call)), {
    remembersFailures: false,
  });
  for (let count = 0; count < 30; count++) await failureOf(bench.upstream.send(GREETING_REQUEST, { signal }));
  isRefused = false;
  expect((await bench.upstream.send(GREETING_REQUEST, { signal })).attempts).toBe(1);
});

describe('an error event before anything else', () => {
  it('is tried again like an error status', async () => {
    const overloaded = { body: streamEvents.error('overloaded_error') };
    await using bench = await openBench((request, index) => (index === 0 ? overloaded : greet(request)));
    const stream = await bench.upstream.stream(GREETING_REQUEST, { signal });
    expect(stream.attempts).toBe(2);
    expect(textOf((await readAll(stream)).events)).toBe('Grüße 👋');
  });

  it('is a failure to open when it stays', async () => {
    await using bench = await openBench(() => ({ body: streamEvents.ping + streamEvents.error('overloaded_error') }));
    expect(await failureOf(bench.upstream.stream(GREETING_REQUEST, { signal }))).toMatchObject({
      ...{ kind: 'error', status: null, type: 'overloaded_error' },
    });
    expect(bench.server.requests).toHaveLength(3);
  });
});
