import { Socket } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ReadCoalescer } from './read-coalescer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Sockets that share turns; `ask` makes each ask for a read, and `reads` counts those that happened. */
function openSockets(count: number, isAnswered = () => true) {
  const turns = new ReadCoalescer();
  const sockets = Array.from({ length: count }, () => {
    const socket = Object.assign(new Socket(), { _read: vi.fn(), bytes: 0 });
    Object.defineProperty(socket, 'bytesRead', { get: () => socket.bytes });
    const reads = socket._read;
    turns.add(socket, isAnswered);
    return { socket, reads };
  });
  return {
    sockets,
    ask: async () => sockets.map(({ socket }) => socket._read(1)),
    reads: () => sockets.reduce((sum, { reads }) => sum + reads.mock.calls.length, 0),
  };
}

it('reads at once while there is little to read', async () => {
  const { ask, reads } = openSockets(5);
  await ask();
  await ask();
  expect(reads()).toBe(10);
});

it('lets what is beyond that wait for the next turn, and forgets none', async () => {
  const { sockets, ask, reads } = openSockets(64);
  await ask();
  expect(reads()).toBe(10);
  vi.advanceTimersByTime(15);
  expect(reads()).toBe(10);
  vi.advanceTimersByTime(1);
  expect(sockets.map((socket) => socket.reads.mock.calls.length)).toEqual(Array(64).fill(1));
});

it('gives every turn its free reads', async () => {
  const { ask, reads } = openSockets(10);
  for (let turn = 1; turn <= 3; turn++) {
    await ask();
    expect(reads()).toBe(turn * 10);
    vi.advanceTimersByTime(16);
  }
});

it('leaves no timer behind when nobody reads', async () => {
  const { ask } = openSockets(64);
  await ask();
  vi.advanceTimersByTime(32);
  expect(vi.getTimerCount()).toBe(0);
});

it('lets nobody wait who brings much at a time', async () => {
  const { sockets, ask, reads } = openSockets(64);
  for (const { socket } of sockets) socket.bytes += 8_192;
  await ask();
  expect(reads()).toBe(64);
});

it('lets nobody wait between two answers', async () => {
  const { ask, reads } = openSockets(64, () => false);
  await ask();
  expect(reads()).toBe(64);
});

it('learns that an answer is over from what was read last', async () => {
  let isAnswered = true;
  const { ask, reads } = openSockets(64, () => isAnswered);
  const asked = ask();
  isAnswered = false;
  await asked;
  expect(reads()).toBe(64);
});
