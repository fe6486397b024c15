import 'server-only';
import cluster from 'node:cluster';
import { env } from '#lib/config/env.ts';
import { createWorkerStore } from './cluster-worker.ts';
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

/** The store of this process: Redis if configured, the primary's if there are several workers, else its own memory. */
export const limitStore = (): LimitStore => open().store;

/** Awaited before the first request, which would otherwise find Redis unconnected and count for its process alone. */
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

const TRY_AGAIN_MS = 1_000;

/** While a shared store fails, each process counts alone: limits loosen, requests go on, and money is unaffected. */
export function withFallback(shared: LimitStore, clock: () => number = Date.now): LimitStore {
  const own = createMemoryStore();
  let brokenUntilMs = 0;

  async function either<T>(ask: (store: LimitStore) => Promise<T>): Promise<T> {
    if (clock() < brokenUntilMs) return ask(own);
    try {
      return await ask(shared);
    } catch {
      brokenUntilMs = clock() + TRY_AGAIN_MS; // only one request a second waits for a store that does not answer
      return ask(own);
    }
  }

  return {
    add: (changes) => either((store) => store.add(changes)),
    enter: (ids) => either((store) => store.enter(ids)),
  };
}
