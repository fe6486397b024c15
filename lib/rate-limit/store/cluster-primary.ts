import cluster, { type Worker } from 'node:cluster';
import { createMemoryStore } from './memory.ts';
import type { Change, LimitStore, Place, WindowCount } from './store.ts';

const CHANNEL = 'tokenhub limits';

/** What a worker asks the primary. `call` pairs an answer with its question and names the place a request holds. */
export type Question =
  | { channel: typeof CHANNEL; call: number; ask: 'add'; changes: readonly Change[] }
  | { channel: typeof CHANNEL; call: number; ask: 'enter'; ids: readonly string[] }
  | { channel: typeof CHANNEL; call: number; ask: 'leave' };

export interface Answer {
  channel: typeof CHANNEL;
  call: number;
  windows?: WindowCount[];
  running?: number[];
}

export const LIMITS_CHANNEL = CHANNEL;

/** Workers and primary talk about other things too. */
export const isAboutLimits = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && 'channel' in message && message.channel === CHANNEL;

/** Answers the questions of one worker. */
interface Desk {
  handle(question: Question): Promise<Answer | null>;
  /** Frees the places of a worker that is gone. */
  close(): void;
}

export function openDesk(store: LimitStore): Desk {
  const places = new Map<number, Place>();
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
  const desks = new Map<number, Desk>();
  const deskOf = (worker: Worker): Desk => {
    const desk = desks.get(worker.id) ?? openDesk(store);
    desks.set(worker.id, desk);
    return desk;
  };
  cluster.on('message', async (worker, message) => {
    if (!isAboutLimits(message)) return;
    const answer = await deskOf(worker).handle(message as Question);
    if (answer && worker.isConnected()) worker.send(answer);
  });
  cluster.on('exit', (worker) => {
    desks.get(worker.id)?.close();
    desks.delete(worker.id);
  });
}
