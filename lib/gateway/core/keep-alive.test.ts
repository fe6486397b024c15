import { expect, it } from 'vitest';
import { KEEP_ALIVE, withKeepAlive } from './keep-alive.ts';

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
