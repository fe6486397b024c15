import { expect, it, vi } from 'vitest';
import { createCombiner } from './combiner.ts';

/** A runner whose batches the test completes. */
function manual() {
  const batches: { key: string; items: readonly number[]; end(error?: Error): void }[] = [];
  const run = (key: string, items: readonly number[]) =>
    new Promise<number[]>((resolve, reject) => {
      batches.push({ key, items, end: (error) => (error ? reject(error) : resolve(items.map((item) => item * 10))) });
    });
  return { batches, run };
}

const tick = () => new Promise(setImmediate);

it('collects items while a batch is in flight, in order and up to a batch’s size', async () => {
  const { batches, run } = manual();
  const combiner = createCombiner({ run, maxBatch: 3 });
  const first = [1, 2].map((item) => combiner.submit('a', item));
  await tick();
  const later = [3, 4, 5, 6].map((item) => combiner.submit('a', item));
  await tick();
  expect(batches.map(({ items }) => items)).toEqual([[1, 2]]);
  for (let index = 0; index < 3; index++) {
    batches[index]?.end();
    await tick();
  }
  expect(batches.map(({ items }) => items)).toEqual([[1, 2], [3, 4, 5], [6]]);
  expect(await Promise.all([...first, ...later])).toEqual([10, 20, 30, 40, 50, 60]);
});

it('spaces the batches of a busy key, until enough is waiting', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  try {
    const { batches, run } = manual();
    const combiner = createCombiner({ run, gatherMs: 8 });
    const submit = async (count: number) => {
      for (let index = 0; index < count; index++) void combiner.submit('a', index);
      await tick();
    };
    const end = async () => {
      batches.at(-1)?.end();
      await tick();
    };
    await submit(3);
    await submit(4);
    await end();
    expect(batches).toHaveLength(2); // three are few: the next batch begins at once
    vi.advanceTimersByTime(3);
    await end();
    await submit(31);
    vi.advanceTimersByTime(4);
    await tick();
    expect(batches).toHaveLength(2);
    vi.advanceTimersByTime(1);
    await tick();
    expect(batches[2]?.items).toHaveLength(31);
    await end();
    await submit(32);
    expect(batches[3]?.items).toHaveLength(32); // enough: no timer has to end
    vi.advanceTimersByTime(8);
    await end();
    await combiner.idle(); // the batch took longer than the space between two
  } finally {
    vi.useRealTimers();
  }
});

it('runs the batches of different keys concurrently', async () => {
  const { batches, run } = manual();
  const combiner = createCombiner({ run });
  void combiner.submit('slow', 1);
  const quick = combiner.submit('quick', 2);
  await tick();
  batches[1]?.end();
  expect(await quick).toBe(20);
});

it('refuses one more than may wait, with 429', async () => {
  const combiner = createCombiner({ run: manual().run, maxQueue: 2 });
  const accepted = [1, 2].map((item) => combiner.submit('a', item));
  await expect(combiner.submit('a', 3)).rejects.toMatchObject({ status: 429, options: { retryAfterSeconds: 1 } });
  expect(accepted).toHaveLength(2);
});

it('fails only the invalid item', async () => {
  const run = async (_: string, items: readonly number[]) => {
    if (items.includes(2)) throw new RangeError('two');
    return items.map((item) => (item === 4 ? new Error('four') : item * 10));
  };
  const combiner = createCombiner({ run });
  const results = await Promise.allSettled([1, 2, 3, 4].map((item) => combiner.submit('a', item)));
  expect(results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason.message))).toEqual([
    10,
    'two',
    30,
    'four',
  ]);
});

it('does not retry a batch item by item when the database failed', async () => {
  let runs = 0;
  const run = async () => {
    runs += 1;
    throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  };
  const combiner = createCombiner<number, number>({ run });
  const results = await Promise.allSettled([1, 2, 3].map((item) => combiner.submit('a', item)));
  expect([runs, results.every(({ status }) => status === 'rejected')]).toEqual([1, true]);
});

it('withdraws only items that have not been sent', async () => {
  const { batches, run } = manual();
  const combiner = createCombiner({ run });
  void combiner.submit('a', 1);
  await tick();
  void combiner.submit('a', 2);
  expect([combiner.withdraw('a', 1), combiner.withdraw('a', 2), combiner.withdraw('b', 2)]).toEqual([
    false,
    true,
    false,
  ]);
  batches[0]?.end();
  await combiner.idle();
  expect(batches).toHaveLength(1);
});
