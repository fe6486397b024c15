import { isAboutLimits, LIMITS_CHANNEL, type LimitCall, type LimitReply } from './cluster-primary.ts';
import type { ConcurrencySlot, LimitStore } from './store.ts';

const ANSWER_MS = 500;

/** The worker's end of the messages to its primary: `process` itself, in a cluster. */
export interface PrimaryLink {
  send(question: LimitCall): void;
  onMessage(listener: (message: unknown) => void): void;
}

type Body = LimitCall extends infer Q ? (Q extends LimitCall ? Omit<Q, 'channel' | 'call'> : never) : never;

/** Counts kept by the primary for all workers: one message per question. Rejects when it does not answer in time. */
export function createWorkerStore(link: PrimaryLink): LimitStore {
  const waiting = new Map<number, (answer: LimitReply) => void>();
  let calls = 0;

  link.onMessage((message) => {
    if (!isAboutLimits(message)) return;
    const answer = message as LimitReply;
    waiting.get(answer.call)?.(answer);
  });

  const send = (call: number, body: Body) => link.send({ channel: LIMITS_CHANNEL, call, ...body } as LimitCall);

  function ask(call: number, body: Body): Promise<LimitReply> {
    return new Promise<LimitReply>((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(call);
        reject(new Error('The primary did not answer.'));
      }, ANSWER_MS);
      waiting.set(call, (answer) => {
        clearTimeout(timer);
        waiting.delete(call);
        resolve(answer);
      });
      send(call, body);
    });
  }

  return {
    async add(changes) {
      const { windows = [] } = await ask(++calls, { ask: 'add', changes });
      return windows;
    },
    async enter(ids): Promise<ConcurrencySlot> {
      const call = ++calls;
      const { running = [] } = await ask(call, { ask: 'enter', ids });
      return { counts: running, leave: () => send(call, { ask: 'leave' }) };
    },
  };
}
