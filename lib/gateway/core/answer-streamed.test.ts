import { expect, it, vi } from 'vitest';
import { anUpstream, aPrepared, aRequest } from '#lib/testing/requests.ts';
import { readEvents } from '../dialects/chat/testing/replay.ts';
import type { StreamEvent } from '../messages/events.ts';
import { freePayer } from '../payers/free.ts';
import type { Payer, Reservation } from './payer.ts';

const ADMISSION = { settle: () => {}, leave: () => {} };

/** Runs a request whose upstream sends these batches of events. */
async function answer(batches: StreamEvent[][], { admission = ADMISSION, payer = freePayer } = {}) {
  const stream = async () => ({
    attempts: 1,
    requestId: null,
    async *[Symbol.asyncIterator]() {
      yield* batches;
    },
  });
  const prepared = await aPrepared(aRequest({ stream: true }), anUpstream({ stream }));
  const { Charge } = await import('./charge.ts');
  const { answerStreamed } = await import('./answer-streamed.ts');
  const charge = new Charge(payer, admission);
  await charge.reserve(prepared);
  const { body } = await answerStreamed(prepared, charge, new AbortController().signal);
  return body as AsyncIterable<string>;
}

it('frees the place of a customer who hung up, even when their bill cannot be stored', async () => {
  const admission = { settle: vi.fn(), leave: vi.fn() };
  const nowhere = new Error('neither the database nor the disk');
  const reservation: Reservation = { settle: () => Promise.reject(nowhere), release: async () => {} };
  const payer: Payer = { ...freePayer, reserve: async () => reservation };
  const body = await answer([readEvents('text').slice(0, 2), []], { admission, payer });
  const pieces = body[Symbol.asyncIterator]();
  expect((await pieces.next()).value).toContain('"role":"assistant"');
  await expect(pieces.return?.()).rejects.toBe(nowhere);
  expect(admission.leave).toHaveBeenCalledOnce();
});

it('text that came together leaves as one chunk', async () => {
  const events = readEvents('text');
  const texts = async (batches: StreamEvent[][]) => {
    let text = '';
    for await (const piece of await answer(batches)) text += piece;
    return [...text.matchAll(/"delta":\{"content":"((?:[^"\\]|\\.)+)"/g)].map(([, content]) => content);
  };
  const apart = await texts(events.map((event) => [event]));
  expect(apart.length).toBeGreaterThan(1);
  expect(await texts([events])).toEqual([apart.join('')]);
});
