import 'server-only';
import cluster from 'node:cluster';
import { env } from '#lib/config/env.ts';
import { createWorkerStore } from './cluster-worker.ts';
import { withFallback } from './fallback.ts';
import { createMemoryStore } from './memory.ts';
import { createRedisStore } from './redis.ts';
import type { LimitStore } from './store.ts';

interface Opened {
  store: LimitStore;
  isReady: Promise<void>;
}

let opened: Opened | undefined;

function open(): Opened {
  opened ??= openStore();
  return opened;
}

/** The store of this process: Redis where there is one, the primary's where several workers serve, else its own memory. */
export const limitStore = (): LimitStore => open().store;

/** Waited for before the first request, which would else find Redis unconnected and count for its process alone. */
export const limitStoreReady = (): Promise<void> => open().isReady;

function openStore(): Opened {
  if (env.REDIS_URL) {
    const redis = createRedisStore(env.REDIS_URL);
    return { store: withFallback(redis), isReady: redis.isConnected };
  }
  const isOneOfSeveral = cluster.isWorker && env.GATEWAY_WORKERS > 1;
  const store = isOneOfSeveral ? withFallback(createWorkerStore(primaryLink())) : createMemoryStore();
  return { store, isReady: Promise.resolve() };
}

const primaryLink = () => ({
  send: (question: object) => void process.send?.(question),
  onMessage: (listener: (message: unknown) => void) => void process.on('message', listener),
});
