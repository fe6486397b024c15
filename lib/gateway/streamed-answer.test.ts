import { beforeAll, expect, it, vi } from 'vitest';
import { aChat, aPrincipal } from '#lib/testing/orders.ts';
import { openCall } from './call.ts';
import type { Order } from './order.ts';
import type { Serving } from './serving.ts';
import { readEvents } from './translate/replay.ts';

let order: Order;
beforeAll(async () => {
  vi.stubEnv('TOKENHUB_SANDBOX_URL', 'http://127.0.0.1:9');
  vi.stubEnv('APP_SECRET', 'a secret for tests, long enough to be one');
  const { toOrder } = await import('./order.ts');
  order = await toOrder(aChat({ stream: true }), aPrincipal(), openCall());
});

/** An upstream that has begun to answer. */
const begun = {
  attempts: 1,
  requestId: null,
  async *[Symbol.asyncIterator]() {
    yield readEvents('text').slice(0, 2);
    yield [];
  },
};

it('the place of a customer who hung up is free again, also when their bill can be kept nowhere', async () => {
  const { answerStreamed } = await import('./streamed-answer.ts');
  const admission = { headers: {}, settle: vi.fn(), leave: vi.fn() };
  const nowhere = new Error('neither the database nor the disk');
  const serving: Serving = {
    order: {
      ...order,
      destination: { ...order.destination, upstream: { ...order.destination.upstream, stream: async () => begun } },
    },
    bill: {
      settle: () => Promise.reject(nowhere),
      waive: async () => Promise.reject(nowhere),
      release: async () => {},
    },
    admission,
    signal: new AbortController().signal,
  };
  const { body } = await answerStreamed(serving);
  const pieces = (body as AsyncIterable<string>)[Symbol.asyncIterator]();
  expect((await pieces.next()).value).toContain('"role":"assistant"');
  await expect(pieces.return?.()).rejects.toBe(nowhere);
  expect(admission.leave).toHaveBeenCalledOnce();
});
