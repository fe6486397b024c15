import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ReadCoalescer } from './read-coalescer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Streams that share turns of eight milliseconds; `read` lets each of them read once. */
function openStreams(count: number) {
  const coalescer = new ReadCoalescer(() => Date.now());
  const readings = Array.from({ length: count }, () => ({ turn: 0, deliver: vi.fn() }));
  return {
    read: async (bytes = 100) => {
      for (const reading of readings) coalescer.schedule(reading, bytes);
    },
    deliveries: () => readings.map(({ deliver }) => deliver.mock.calls.length),
  };
}

it('delivers at once while there is little to read', async () => {
  const { read, deliveries } = openStreams(3);
  for (let time = 0; time < 3; time++) await read();
  expect(deliveries()).toEqual([3, 3, 3]);
});

it('delivers the first read of each stream at once, however many there are', async () => {
  const { read, deliveries } = openStreams(64);
  await read();
  expect(deliveries()).toEqual(Array(64).fill(1));
});

it('delivers later reads of the same turn at its end, and loses none', async () => {
  const { read, deliveries } = openStreams(64);
  await read();
  await vi.advanceTimersByTimeAsync(3);
  await read();
  expect(deliveries()).toEqual(Array(64).fill(1));
  await vi.advanceTimersByTimeAsync(5);
  expect(deliveries()).toEqual(Array(64).fill(2));
});

it('delivers once in a turn to a stream that never stops', async () => {
  const { read, deliveries } = openStreams(64);
  await read();
  for (let turn = 0; turn < 8; turn++) {
    await read();
    await vi.advanceTimersByTimeAsync(8);
  }
  expect(new Set(deliveries().slice(10))).toEqual(new Set([9]));
});

it('never delays a stream with less than one read per turn', async () => {
  const { read, deliveries } = openStreams(64);
  for (let time = 1; time <= 5; time++) {
    await read();
    expect(deliveries()).toEqual(Array(64).fill(time));
    await vi.advanceTimersByTimeAsync(20);
  }
});

it('lets no read wait that brings much', async () => {
  const { read, deliveries } = openStreams(64);
  await read();
  await read(8_192);
  expect(deliveries()).toEqual(Array(64).fill(2));
});

it('lets turns be twice as long in a process that has very much to read', async () => {
  const { read, deliveries } = openStreams(400);
  await read();
  await vi.advanceTimersByTimeAsync(8);
  await read();
  await read();
  const counts: (number | undefined)[] = [];
  for (const ms of [0, 8, 8]) {
    await vi.advanceTimersByTimeAsync(ms);
    counts.push(deliveries().at(-1));
  }
  expect(counts).toEqual([2, 2, 3]);
});

it('leaves no timer behind when nothing is read', async () => {
  const { read } = openStreams(64);
  await read();
  await read();
  await vi.advanceTimersByTimeAsync(16);
  expect(vi.getTimerCount()).toBe(0);
});
