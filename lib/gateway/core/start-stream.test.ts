import { expect, it } from 'vitest';
import { KEEP_ALIVE, startStream, withKeepAlive } from './start-stream.ts';

const toLastEvent = (error: unknown) => `error: ${(error as Error).message}`;
const never = 60_000;

async function collect(source: AsyncIterable<string>): Promise<string[]> {
  const pieces: string[] = [];
  for await (const piece of source) pieces.push(piece);
  return pieces;
}

it('passes on all pieces, the first included', async () => {
  const source = (async function* () {
    yield 'a';
    yield 'b';
  })();
  expect(await collect(await startStream(source, { patienceMs: never, toLastEvent }))).toEqual(['a', 'b']);
});

it('throws errors before the first piece, so that they can become a status', async () => {
  // biome-ignore lint/correctness/useYield: it fails before it has anything to say
  const source = (async function* (): AsyncGenerator<string, void> {
    throw new Error('too early');
  })();
  await expect(startStream(source, { patienceMs: never, toLastEvent })).rejects.toThrow('too early');
});

it('turns a later failure into the last event', async () => {
  const source = (async function* () {
    yield 'a';
    throw new Error('cut');
  })();
  expect(await collect(await startStream(source, { patienceMs: never, toLastEvent }))).toEqual(['a', 'error: cut']);
});

it('begins without the first piece when patience ends, and then reports its failure as an event', async () => {
  const gate = Promise.withResolvers<string>();
  const source = (async function* () {
    yield await gate.promise;
  })();
  const answer = await startStream(source, { patienceMs: 1, toLastEvent });
  gate.reject(new Error('at last'));
  expect(await collect(answer)).toEqual(['error: at last']);
});

it('runs the source’s finally even if no piece is ever requested', async () => {
  let isClosed = false;
  const source = (async function* () {
    try {
      yield 'a';
    } finally {
      isClosed = true;
    }
  })();
  const answer = await startStream(source, { patienceMs: never, toLastEvent });
  await answer[Symbol.asyncIterator]().return?.();
  expect(isClosed).toBe(true);
});

it('fills silence with comments and never splits an event (pitfalls 72–74)', async () => {
  const gate = Promise.withResolvers<void>();
  const source = (async function* () {
    yield 'data: 1\n\n';
    await gate.promise;
    yield 'data: 2\n\n';
  })();
  const pieces: string[] = [];
  for await (const piece of withKeepAlive(source, 5)) {
    pieces.push(piece);
    if (pieces.length === 4) gate.resolve();
  }
  expect(pieces.slice(0, 4)).toEqual(['data: 1\n\n', KEEP_ALIVE, KEEP_ALIVE, KEEP_ALIVE]);
  expect(pieces.filter((piece) => piece !== KEEP_ALIVE)).toEqual(['data: 1\n\n', 'data: 2\n\n']);
});

it('passes a hang-up on, before the first piece and after it', async () => {
  for (const pulls of [0, 1]) {
    let isReturned = false;
    const source: AsyncIterable<string> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ done: false, value: 'data: 1\n\n' }),
        return: async () => {
          isReturned = true;
          return { done: true, value: undefined };
        },
      }),
    };
    const iterator = withKeepAlive(source, 1_000)[Symbol.asyncIterator]();
    for (let pull = 0; pull < pulls; pull++) await iterator.next();
    await iterator.return?.();
    expect(isReturned).toBe(true);
  }
});
