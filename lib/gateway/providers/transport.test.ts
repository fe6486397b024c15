import { expect, it, vi } from 'vitest';
import { GREETING_EVENTS, GREETING_MESSAGE, GREETING_REQUEST } from '#lib/testing/upstream-answers.ts';
import { openBench, readAll, NEVER_ABORTED as signal } from '#lib/testing/upstream-bench.ts';
import { ReadCoalescer } from './read-coalescer.ts';

it('a connection takes turns while its answer is under way, and not when it is over', async () => {
  const added = vi.spyOn(ReadCoalescer.prototype, 'add');
  const rest = Promise.withResolvers<void>();
  async function* inParts() {
    yield GREETING_EVENTS.slice(0, 2).join('');
    await rest.promise;
    yield GREETING_EVENTS.slice(2).join('');
  }
  await using bench = await openBench(({ body }) => ({
    body: JSON.parse(body).stream ? inParts() : GREETING_MESSAGE,
  }));
  await bench.upstream.send(GREETING_REQUEST, { signal });
  const isAnswered = () => added.mock.lastCall?.[1]();
  expect(isAnswered()).toBe(false);
  const stream = await bench.upstream.stream(GREETING_REQUEST, { signal });
  expect(isAnswered()).toBe(true);
  rest.resolve();
  expect((await readAll(stream)).failure).toBeNull();
});
