import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '#lib/errors.ts';
import { type Caller, enforce } from './enforce.ts';
import { limitFailedAuthentication, toNeighbourhood } from './failed-authentication.ts';
import { createLimitServer, type LimitCall } from './store/cluster-primary.ts';
import { createWorkerStore } from './store/cluster-worker.ts';
import { createMemoryStore } from './store/memory.ts';
import { withFallback } from './store/open.ts';
import { createRedisStore } from './store/redis.ts';
import type { LimitStore } from './store/store.ts';

const PLENTY = { requestsPerMinute: 1_000, tokensPerMinute: 1_000_000, concurrency: 1_000 };
const caller = (key: object = {}, account: object = {}): Caller => ({
  keyId: 'key_1',
  accountId: 'acct_1',
  mode: 'live',
  limits: { key: { ...PLENTY, ...key }, account: { ...PLENTY, ...account } },
});
const few = { tokens: 1 };

/** A worker's store and its primary, with structured clones for the messages between processes. */
function createClusterStore(primary = createMemoryStore()): LimitStore {
  let hear = (_message: unknown) => {};
  const server = createLimitServer(primary);
  return createWorkerStore({
    send: async (question: LimitCall) => {
      const answer = await server.handle(structuredClone(question));
      if (answer) hear(structuredClone(answer));
    },
    onMessage: (listener) => {
      hear = listener;
    },
  });
}

const refusal = (work: Promise<unknown>): Promise<AppError> =>
  work.then(
    () => Promise.reject(new Error('was admitted')),
    (error: unknown) => (error instanceof AppError ? error : Promise.reject(error)),
  );

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-22T12:00:00Z') }));
afterEach(() => void vi.useRealTimers());

describe.each([
  ['in memory', createMemoryStore],
  ['in a cluster', createClusterStore],
])('limits counted %s', (_where, createStore) => {
  let store: LimitStore;
  beforeEach(() => {
    store = createStore();
  });

  it.each(['key', 'account'])(
    'count what turns out to be more against the tokens of the %s, and refuse it',
    async (scope) => {
      const limited = scope === 'key' ? caller({ tokensPerMinute: 100 }) : caller({}, { tokensPerMinute: 100 });
      const [first, second] = [
        await enforce(limited, { tokens: 0 }, store),
        await enforce(limited, { tokens: 0 }, store),
      ];
      expect(await first.raiseTo(70)).toMatchObject({ 'x-ratelimit-remaining-tokens': '30' });
      expect(await first.raiseTo(60)).toMatchObject({ 'x-ratelimit-remaining-tokens': '30' });
      const error = await refusal(second.raiseTo(31));
      expect(error).toMatchObject({
        code: 'rate_limit_exceeded',
        options: { details: { limit: { scope, remaining: 30 } } },
      });
      second.settle(0); // as a failed request does
      first.settle(10);
      const third = await enforce(limited, { tokens: 90 }, store);
      expect(third.headers).toMatchObject({ 'x-ratelimit-remaining-tokens': '0' });
    },
  );

  it('count test keys separately from paid calls', async () => {
    const live = caller({}, { requestsPerMinute: 1 });
    const test: Caller = { ...live, keyId: 'key_2', mode: 'test' };
    for (const one of [test, live]) await enforce(one, few, store);
    for (const one of [test, live]) await refusal(enforce(one, few, store));
  });

  it.each(['key', 'account'])('admit as many requests a minute as the %s allows, and again after it', async (scope) => {
    const limited = scope === 'key' ? caller({ requestsPerMinute: 2 }) : caller({}, { requestsPerMinute: 2 });
    await enforce(limited, few, store);
    vi.advanceTimersByTime(20_000);
    await enforce(limited, few, store);
    const error = await refusal(enforce(limited, few, store));
    expect(error).toMatchObject({ code: 'rate_limit_exceeded', status: 429 });
    expect(error.message).toBe(`This ${scope} has reached its limit of 2 requests per minute. It resets in 40 s.`);
    expect(error.options).toMatchObject({
      retryAfterSeconds: 40,
      details: {
        limit: { scope, name: 'requests_per_minute', limit: 2, remaining: 0, resets_at: '2026-11-22T12:01:00.000Z' },
      },
      headers: {
        'x-ratelimit-limit-requests': '2',
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': '40s',
      },
    });
    vi.advanceTimersByTime(40_000);
    await expect(enforce(limited, few, store)).resolves.toBeDefined();
  });

  it('report the rest of the tighter limit on success', async () => {
    const { headers } = await enforce(
      caller({ requestsPerMinute: 5 }, { tokensPerMinute: 100 }),
      { tokens: 30.2 },
      store,
    );
    expect(headers).toEqual({
      'x-ratelimit-limit-requests': '5',
      'x-ratelimit-remaining-requests': '4',
      'x-ratelimit-reset-requests': '60s',
      'x-ratelimit-limit-tokens': '100',
      'x-ratelimit-remaining-tokens': '69',
      'x-ratelimit-reset-tokens': '60s',
    });
  });

  it('count no refused request: a large one leaves room for a small one', async () => {
    const limited = caller({ tokensPerMinute: 100 });
    await enforce(limited, { tokens: 60 }, store);
    const { options } = await refusal(enforce(limited, { tokens: 50 }, store));
    expect(options.details).toMatchObject({ limit: { name: 'tokens_per_minute', remaining: 40 } });
    const { headers } = await enforce(limited, { tokens: 40 }, store);
    expect(headers).toMatchObject({ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-remaining-requests': '998' });
  });

  it('tell a request that can never fit not to come back', async () => {
    const error = await refusal(enforce(caller({ tokensPerMinute: 100 }), { tokens: 101 }, store));
    expect(error.message).toContain('Send a shorter one.');
    expect(error.options.shouldRetry).toBe(false);
  });

  it('count the tokens that were really taken', async () => {
    const limited = caller({ tokensPerMinute: 100 });
    const first = await enforce(limited, { tokens: 50 }, store);
    first.settle(20);
    first.settle(99);
    const second = await enforce(limited, { tokens: 1 }, store);
    expect(second.headers['x-ratelimit-remaining-tokens']).toBe('79');
    second.settle(90);
    expect((await refusal(enforce(limited, few, store))).message).toContain('tokens per minute');
  });

  it('take no tokens back from a later window', async () => {
    const limited = caller({ tokensPerMinute: 100 });
    const slow = await enforce(limited, { tokens: 90 }, store);
    vi.advanceTimersByTime(60_000);
    slow.settle(10);
    const { headers } = await enforce(limited, { tokens: 5 }, store);
    expect(headers['x-ratelimit-remaining-tokens']).toBe('95');
  });

  it('admit as many at the same time as allowed, and another when one has ended', async () => {
    const limited = caller({ concurrency: 2 });
    const first = await enforce(limited, few, store);
    await enforce(limited, few, store);
    const error = await refusal(enforce(limited, few, store));
    expect(error.message).toBe(
      'This key has reached its limit of 2 requests at the same time. Wait until one of them has ended.',
    );
    expect(error.options).toMatchObject({
      retryAfterSeconds: 1,
      details: { limit: { name: 'concurrent_requests', resets_at: null } },
    });
    first.leave();
    first.leave();
    await expect(enforce(limited, few, store)).resolves.toBeDefined();
    await refusal(enforce(limited, few, store));
  });

  it('answer 429 from the thirty-first failed authentication of an address on', async () => {
    for (let failure = 1; failure <= 30; failure += 1) await limitFailedAuthentication('203.0.113.7', store);
    const error = await refusal(limitFailedAuthentication('::ffff:203.0.113.7', store));
    expect(error).toMatchObject({ code: 'rate_limit_exceeded', options: { retryAfterSeconds: 60 } });
    await expect(limitFailedAuthentication('203.0.113.8', store)).resolves.toBeUndefined();
  });
});

it('frees the places of a worker that died', async () => {
  const store = createMemoryStore();
  const server = createLimitServer(store);
  await server.handle({ channel: 'tokenhub limits', call: 1, ask: 'enter', ids: ['key_1', 'acct_1'] });
  server.close();
  expect((await store.enter(['key_1', 'acct_1'])).counts).toEqual([1, 1]);
});

it('counts in the process itself while the primary is silent, and asks again a second later', async () => {
  let asked = 0;
  const send = () => {
    asked += 1;
  };
  const silent = createWorkerStore({ send, onMessage: () => {} });
  const store = withFallback(silent);
  const admission = enforce(caller({ requestsPerMinute: 1 }), few, store);
  await vi.advanceTimersByTimeAsync(500);
  await admission;
  await refusal(enforce(caller({ requestsPerMinute: 1 }), few, store));
  expect(asked).toBe(2);
  await vi.advanceTimersByTimeAsync(1_000);
  const later = enforce(caller(), few, store);
  await vi.advanceTimersByTimeAsync(500);
  await later;
  expect(asked).toBe(4);
});

it('counts in the process itself while Redis is away', async () => {
  vi.useRealTimers();
  const redis = createRedisStore('redis://127.0.0.1:1');
  const store = withFallback(redis);
  const limited = caller({ requestsPerMinute: 1 });
  await enforce(limited, few, store);
  expect((await refusal(enforce(limited, few, store))).code).toBe('rate_limit_exceeded');
  redis.close();
});

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '20010db800010002/64'],
  ['2001:db8:1:2:ffff::1', '20010db800010002/64'],
  ['unknown', 'unknown'],
])('counts %s as %s', (ip, expected) => expect(toNeighbourhood(ip)).toBe(expected));
