import 'server-only';
import cluster from 'node:cluster';
import { env } from '#lib/config/env.ts';
import { createWorkerStore } from './cluster-worker.ts';
import { withFallback } from './fallback.ts';
import { createMemoryStore } from './memory.ts';
import { createRedisStore } from './redis.ts';
import type { LimitStore } from './store.ts';

let shared: LimitStore | undefined;

/** The store of this process: Redis where there is one, the primary's where several workers serve, else its own memory. */
export function limitStore(): LimitStore {
  shared ??= openStore();
  return shared;
}

function openStore(): LimitStore {
  if (env.REDIS_URL) return withFallback(createRedisStore(env.REDIS_URL));
  if (cluster.isWorker && env.GATEWAY_WORKERS > 1) return withFallback(createWorkerStore(primaryLink()));
  return createMemoryStore();
}

const primaryLink = () => ({
  send: (question: object) => void process.send?.(question),
  onMessage: (listener: (message: unknown) => void) => void process.on('message', listener),
});
