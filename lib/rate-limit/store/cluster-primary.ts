import cluster, { type Worker } from 'node:cluster';
import { createMemoryStore } from './memory.ts';
import type { Change, ConcurrencySlot, LimitStore, WindowCount } from './store.ts';

const CHANNEL = 'tokenhub limits';

/**
 * Messages from a worker to the primary. `call` matches an answer to its question, and identifies the place of a
 * request.
 */
export type LimitCall =
  | { channel: typeof CHANNEL; call: number; ask: 'add'; changes: readonly Change[] }
  | { channel: typeof CHANNEL; call: number; ask: 'enter'; ids: readonly string[] }
  | { channel: typeof CHANNEL; call: number; ask: 'leave' };

export interface LimitReply {
  channel: typeof CHANNEL;
  call: number;
  windows?: WindowCount[];
  running?: number[];
}

export const LIMITS_CHANNEL = CHANNEL;

/** Workers and the primary exchange other messages too. */
export const isAboutLimits = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && 'channel' in message && message.channel === CHANNEL;

/** Answers the questions of one worker. */
interface LimitServer {
  handle(question: LimitCall): Promise<LimitReply | null>;
  /** Frees the places of a worker that has ended. */
  close(): void;
}

export function createLimitServer(store: LimitStore): LimitServer {
  const places = new Map<number, ConcurrencySlot>();
  return {
    async handle(question) {
      const { call } = question;
      switch (question.ask) {
        case 'add':
          return { channel: LIMITS_CHANNEL, call, windows: await store.add(question.changes) };
        case 'enter': {
          const place = await store.enter(question.ids);
          places.set(call, place);
          return { channel: LIMITS_CHANNEL, call, running: place.counts };
        }
        case 'leave':
          places.get(call)?.leave();
          places.delete(call);
          return null;
      }
    },
    close() {
      for (const place of places.values()) place.leave();
      places.clear();
    },
  };
}

/** Called once in the primary of several gateway processes, before it forks: its workers then count together. */
export function serveRateLimits(store: LimitStore = createMemoryStore()): void {
  const servers = new Map<number, LimitServer>();
  const serverFor = (worker: Worker): LimitServer => {
    const server = servers.get(worker.id) ?? createLimitServer(store);
    servers.set(worker.id, server);
    return server;
  };
  cluster.on('message', async (worker, message) => {
    if (!isAboutLimits(message)) return;
    const answer = await serverFor(worker).handle(message as LimitCall);
    if (answer && worker.isConnected()) worker.send(answer);
  });
  cluster.on('exit', (worker) => {
    servers.get(worker.id)?.close();
    servers.delete(worker.id);
  });
}
