import { AppError } from '#lib/errors.ts';
import { isTransient } from './transient.ts';

/** The outcome of one item: its result, or its own error. */
export type Answer<Result> = Result | Error;

export interface CombinerOptions<Item, Result> {
  /** Runs a batch of one key; results are in the order of `items`. When it throws, the whole batch has failed. */
  run(key: string, items: readonly Item[]): Promise<readonly Answer<Result>[]>;
  maxBatch?: number;
  /** The most items waiting per key; further items are refused. */
  maxQueue?: number;
  /** The interval between the starts of a busy key's batches, unless enough items wait. */
  gatherMs?: number;
}

export interface Combiner<Item, Result> {
  submit(key: string, item: Item): Promise<Result>;
  /** Withdraws an item that has not been sent yet. Returns false when it is too late. */
  withdraw(key: string, item: Item): boolean;
  /** Resolves when no item is waiting or in flight. */
  idle(): Promise<void>;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: Error): void;
}

interface Queue<Item, Result> {
  waiting: Waiting<Item, Result>[];
  drained: Promise<void>;
  /** Ends the wait for the next interval. */
  wake: (() => void) | null;
}

const MAX_BATCH = 256;
/** A key is busy if its last batch had at least so many items. */
const BUSY = 4;
/** So many items start a batch at once. */
const ENOUGH = 32;

/**
 * Micro-batching by key: while one batch of a key is in flight, the next one collects, so that a hot account needs one
 * statement and one commit for many requests, and a cold one does not wait. Batches of a busy key start at intervals,
 * because a statement itself costs as much as about twenty requests in it.
 */
export function createCombiner<Item, Result>(options: CombinerOptions<Item, Result>): Combiner<Item, Result> {
  const { maxBatch = MAX_BATCH, maxQueue = Number.POSITIVE_INFINITY, gatherMs = 0 } = options;
  const queues = new Map<string, Queue<Item, Result>>();

  function queueOf(key: string): Queue<Item, Result> {
    const known = queues.get(key);
    if (known) return known;
    const queue: Queue<Item, Result> = { waiting: [], drained: Promise.resolve(), wake: null };
    queues.set(key, queue);
    queue.drained = drain(key, queue);
    return queue;
  }

  async function drain(key: string, queue: Queue<Item, Result>): Promise<void> {
    await Promise.resolve(); // items submitted in the same tick belong to the first batch
    while (queue.waiting.length > 0) {
      const next = performance.now() + gatherMs;
      const batch = queue.waiting.splice(0, maxBatch);
      await runBatch(options.run, key, batch);
      if (batch.length >= BUSY) await gather(queue, next - performance.now());
    }
    queues.delete(key);
  }

  return {
    submit(key, item) {
      const queue = queueOf(key);
      if (queue.waiting.length >= maxQueue) return Promise.reject(queueIsFull());
      return new Promise((resolve, reject) => {
        queue.waiting.push({ item, resolve, reject });
        if (queue.waiting.length >= ENOUGH) queue.wake?.();
      });
    },
    withdraw(key, item) {
      const waiting = queues.get(key)?.waiting ?? [];
      const index = waiting.findIndex((entry) => entry.item === item);
      if (index >= 0) waiting.splice(index, 1);
      return index >= 0;
    },
    async idle() {
      while (queues.size > 0) await Promise.all([...queues.values()].map((queue) => queue.drained));
    },
  };
}

/** Waits for the next interval, or until enough items wait. */
async function gather(queue: Queue<unknown, unknown>, forMs: number): Promise<void> {
  if (forMs <= 0 || queue.waiting.length >= ENOUGH) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, forMs);
    queue.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  queue.wake = null;
}

async function runBatch<Item, Result>(
  run: CombinerOptions<Item, Result>['run'],
  key: string,
  batch: Waiting<Item, Result>[],
): Promise<void> {
  try {
    const items = batch.map(({ item }) => item);
    const answers = await run(key, items);
    for (const [index, waiting] of batch.entries()) conclude(waiting, answers[index]);
  } catch (error) {
    // The database works, so an item is invalid: run alone, only that item fails.
    if (batch.length > 1 && !isTransient(error)) for (const waiting of batch) await runBatch(run, key, [waiting]);
    else for (const waiting of batch) waiting.reject(error as Error);
  }
}

function conclude<Item, Result>(waiting: Waiting<Item, Result>, answer: Answer<Result> | undefined): void {
  if (answer === undefined) waiting.reject(new Error('A batch came back without an answer for one of its items.'));
  else if (answer instanceof Error) waiting.reject(answer);
  else waiting.resolve(answer);
}

const queueIsFull = () =>
  new AppError(
    'rate_limit_exceeded',
    'Too many requests of this account wait for its balance. Try again in a second.',
    {
      retryAfterSeconds: 1,
    },
  );
