import 'server-only';
import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { within } from '#lib/within.ts';
import { WINDOW_SECONDS } from '../policies.ts';
import type { Change, ConcurrencySlot, LimitStore, WindowCount } from './store.ts';

const ANSWER_MS = 250;
const CONNECT_MS = 1_000;

export interface RedisClient {
  client: Redis;
  /** Resolves when Redis answers, or after one second. */
  isConnected: Promise<void>;
}

/** Redis for counts: a command fails after a quarter of a second, and none waits in a queue. */
export function connectRedis(url: string): RedisClient {
  const client = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: ANSWER_MS,
    enableAutoPipelining: true,
  });
  client.on('error', () => {}); // it reconnects by itself; without a listener, each attempt would print the event
  const connecting = new Promise<void>((resolve) => void client.once('ready', resolve));
  return { client, isConnected: within(CONNECT_MS, connecting, () => {}) };
}

const PREFIX = 'tokenhub';
/** A place whose process died is freed after this time, which is longer than any request may last. */
const LEASE_MS = 20 * 60_000;

/** Each id has a sorted set of places, by the moment they lapse. Redis's clock decides, the same for all processes. */
const ENTER = `
  local time = redis.call('time')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local counts = {}
  for index, key in ipairs(KEYS) do
    redis.call('zremrangebyscore', key, '-inf', now)
    redis.call('zadd', key, now + ARGV[2], ARGV[1])
    redis.call('pexpire', key, ARGV[2])
    counts[index] = redis.call('zcard', key)
  end
  return counts`;

type RedisStore = LimitStore & Pick<RedisClient, 'isConnected'> & { close(): void };

/** Counts shared by all processes that use one Redis. Rejects when Redis does not answer in a quarter of a second. */
export function createRedisStore(url: string): RedisStore {
  const { client, isConnected } = connectRedis(url);
  const windows = new RateLimiterRedis({
    storeClient: client,
    points: Number.MAX_SAFE_INTEGER,
    duration: WINDOW_SECONDS,
    keyPrefix: PREFIX,
    rejectIfRedisNotReady: true,
  });

  async function addOne({ id, amount }: Change): Promise<WindowCount> {
    const { consumedPoints, msBeforeNext } = await windows.penalty(id, amount);
    return { used: consumedPoints, resetsInMs: msBeforeNext };
  }

  return {
    isConnected,
    add: (changes) => Promise.all(changes.map(addOne)),
    async enter(ids): Promise<ConcurrencySlot> {
      const keys = ids.map((id) => `${PREFIX}:running:${id}`);
      const place = randomUUID();
      const counts = (await client.eval(ENTER, keys.length, ...keys, place, LEASE_MS)) as number[];
      // Not awaited: when Redis is away the lease ends the place.
      const leave = () => keys.forEach((key) => void client.zrem(key, place).catch(() => {}));
      return { counts, leave };
    },
    close: () => client.disconnect(),
  };
}
