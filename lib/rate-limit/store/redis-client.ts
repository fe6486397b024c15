import 'server-only';
import { Redis } from 'ioredis';
import { within } from '#lib/within.ts';

const ANSWER_MS = 250;
const CONNECT_MS = 1_000;

export interface RedisClient {
  client: Redis;
  /** Resolves when Redis answers, or after a second in which it did not. */
  isConnected: Promise<void>;
}

/** Redis for counts: what it does not answer in a quarter of a second fails, and nothing waits in a queue. */
export function connectRedis(url: string): RedisClient {
  const client = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: ANSWER_MS,
    enableAutoPipelining: true,
  });
  client.on('error', () => {}); // it reconnects by itself; unheard, the event would be printed for every attempt
  const connecting = new Promise<void>((resolve) => void client.once('ready', resolve));
  return { client, isConnected: within(CONNECT_MS, connecting, () => {}) };
}
