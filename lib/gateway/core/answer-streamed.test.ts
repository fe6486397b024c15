import { beforeAll, expect, it, vi } from 'vitest';
import { ZERO_USD } from '#lib/billing/money.ts';
import { aChat, aPrincipal } from '#lib/testing/orders.ts';
import { readEvents } from '../dialects/chat/testing/replay.ts';
import type { StreamEvent } from '../messages/events.ts';
import { openCall } from './context.ts';
import type { Order } from './prepare.ts';
import type { Serving } from './serving.ts';

let order: Order;
beforeAll(async () => {
  vi.stubEnv('TOKENHUB_SANDBOX_URL', 'http://127.0.0.1:9');
  vi.stubEnv('APP_SECRET', 'a secret for tests, long enough to be one');
  const { toOrder } = await import('./prepare.ts');
  order = await toOrder(aChat({ stream: true }), aPrincipal(), openCall());
});

const ADMISSION = { headers: {}, settle: () => {}, leave: () => {} };
const FREE = { settle: async () => ZERO_USD, waive: async () => ZERO_USD, release: async () => {} };

/** What it takes to answer, with an upstream that says these events, a batch at a time. */
function serving(batches: StreamEvent[][], more: Partial<Serving> = {}): Serving {
  const stream = async () => ({
    attempts: 1,
    requestId: null,
    async *[Symbol.asyncIterator]() {
      yield* batches;
    },
  });
  const destination = { ...order.destination, upstream: { ...order.destination.upstream, stream } };
  const signal = new AbortController().signal;
  return { order: { ...order, destination }, bill: FREE, admission: ADMISSION, signal, ...more };
}

it('the place of a customer who hung up is free again, also when their bill can be kept nowhere', async () => {
  const { answerStreamed } = await import('./answer-streamed.ts');
  const admission = { headers: {}, settle: vi.fn(), leave: vi.fn() };
  const nowhere = new Error('neither the database nor the disk');
  const bill = { ...FREE, settle: () => Promise.reject(nowhere), waive: () => Promise.reject(nowhere) };
  const begun = [readEvents('text').slice(0, 2), []];
  const { body } = await answerStreamed(serving(begun, { bill, admission }));
  const pieces = (body as AsyncIterable<string>)[Symbol.asyncIterator]();
  expect((await pieces.next()).value).toContain('"role":"assistant"');
  await expect(pieces.return?.()).rejects.toBe(nowhere);
  expect(admission.leave).toHaveBeenCalledOnce();
});

it('text that came together leaves as one chunk', async () => {
  const { answerStreamed } = await import('./answer-streamed.ts');
  const events = readEvents('text');
  const texts = async (batches: StreamEvent[][]) => {
    const { body } = await answerStreamed(serving(batches));
    let text = '';
    for await (const piece of body as AsyncIterable<string>) text += piece;
    return [...text.matchAll(/"delta":\{"content":"((?:[^"\\]|\\.)+)"/g)].map(([, content]) => content);
  };
  const apart = await texts(events.map((event) => [event]));
  expect(apart.length).toBeGreaterThan(1);
  expect(await texts([events])).toEqual([apart.join('')]);
});
