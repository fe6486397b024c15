import { describe, expect, it } from 'vitest';
import { readAnswer, toRequest } from '#lib/testing/ask.ts';
import { expectFailure, expectFree, FORGETFUL, IMPATIENT, WAYS } from '#lib/testing/failures.ts';
import { customer, gateway } from '#lib/testing/gateway-suite.ts';
import { usageOf } from '#lib/testing/receipts.ts';
import { GREETING_MESSAGE, GREETING_STREAM, streamEvents } from '#lib/testing/upstream-answers.ts';
import { answerOf, errorEvent, streamReply, wholeReply } from '#lib/testing/upstream-faults.ts';

const ask = (body: object = WAYS.streamed) => gateway.ask({ secret: customer.secret, body });
const AT_ONCE = 100;
const expectFreeRequests = (count: number) => expectFree(gateway, customer, count);

describe('a stream that breaks', () => {
  const events = answerOf('Grüße', ', ', 'Welt', ' 👋');
  const ERRORS = {
    overloaded_error: 'overloaded',
    api_error: 'upstream_error',
    rate_limit_error: ['upstream_rate_limited', 'upstream_unavailable'],
    invalid_request_error: 'invalid_value',
    authentication_error: 'upstream_unavailable',
    timeout_error: 'timeout',
  };

  it.each(Object.entries(ERRORS))('with %s after any event costs nothing (B7, B8)', async (type, code) => {
    const turns = events.length - 1;
    for (let count = 0; count <= turns; count++) {
      gateway.script(() => streamReply([...events.slice(0, count), errorEvent(type)]), FORGETFUL);
      expectFailure(await ask(), code);
    }
    await expectFreeRequests(turns + 1);
  });

  it.each(['fin', 'reset', 'end'] as const)('with %s after any event is no answer (B9, B11, B25)', async (ending) => {
    for (let count = 0; count < events.length; count++) {
      gateway.script(() => streamReply(events.slice(0, count), { ending }), FORGETFUL);
      for (const body of [WAYS.streamed, WAYS.gathered]) expectFailure(await ask(body), 'upstream_error');
    }
    await expectFreeRequests(2 * events.length);
  });

  it('at any byte is no answer and costs nothing (B9, B10)', async () => {
    const bytes = Buffer.from(GREETING_STREAM);
    // `max_tokens` carries the position of the cut, so that many requests can run at once.
    const cutOf = ({ body }: { body: string }) => JSON.parse(body).max_tokens - 1;
    gateway.script((request) => streamReply([], { body: bytes.subarray(0, cutOf(request)), ending: 'fin' }), FORGETFUL);
    const askCut = (cut: number) => ask({ ...WAYS.streamed, max_tokens: cut + 1 });
    for (let from = 0; from < bytes.length; from += AT_ONCE) {
      const cuts = Array.from({ length: Math.min(AT_ONCE, bytes.length - from) }, (_, index) => from + index);
      for (const answer of await Promise.all(cuts.map(askCut))) expectFailure(answer, 'upstream_error');
    }
    await expectFreeRequests(bytes.length);
    expect(await askCut(bytes.length)).toMatchObject({ isDone: true, error: null });
  });

  it('silently, after any event, is cut off in time (B12)', async () => {
    for (let count = 1; count < events.length; count++) {
      gateway.script(() => streamReply(events.slice(0, count), { ending: 'hang' }), IMPATIENT);
      expectFailure(await ask(), 'timeout');
    }
    await expectFreeRequests(events.length - 1);
  });

  it('that sends only pings is cut off (B13)', async () => {
    async function* pings() {
      yield* events.slice(0, 3);
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        yield streamEvents.ping;
      }
    }
    gateway.script(() => streamReply([], { body: pings() }), IMPATIENT);
    expectFailure(await ask(), 'timeout');
    await expectFreeRequests(1);
  });

  const other = streamEvents.start.replace('msg_1', 'msg_2');
  it.each([
    ['another message spliced in', [...events.slice(0, 4), other, ...events.slice(4)]],
    ['text before the message', [...events.slice(1)]],
    ['a block that was never opened', [events[0] ?? '', streamEvents.text('x'), ...events.slice(5)]],
    ['a line that is no JSON', [...events.slice(0, 4), 'data: {"type":"content_block_delta",\n\n', ...events.slice(4)]],
    [
      'one line of two megabytes',
      [...events.slice(0, 3), streamEvents.text('x'.repeat(2_000_000)), ...events.slice(3)],
    ],
  ])('with %s costs nothing', async (_name, sequence) => {
    gateway.script(() => streamReply(sequence), FORGETFUL);
    expectFailure(await ask(), 'upstream_error');
    await expectFreeRequests(1);
  });

  it('is not asked for again once something was delivered (B22)', async () => {
    const gate = Promise.withResolvers<void>();
    const received = gateway.script(() => streamReply([], { body: paused(events, gate.promise), ending: 'reset' }));
    const reply = await gateway.handle(toRequest({ secret: customer.secret, body: WAYS.streamed }));
    expect(reply.status).toBe(200);
    gate.resolve();
    expectFailure(await readAnswer(reply), 'upstream_error');
    expect(received).toHaveLength(1);
    await expectFreeRequests(1);
  });
});

async function* paused(events: readonly string[], until: Promise<void>) {
  yield events[0] ?? '';
  await until;
  yield* events.slice(1, -1);
}

it.each([
  ['its start repeated', (events: string[]) => [events[0] ?? '', ...events]],
  ['events nobody knows', (events: string[]) => ['event: news\ndata: {"type":"news"}\n\n', ...events]],
  [
    'comments and CRLF',
    (events: string[]) => [': hello\r\n\r\n', ...events.map((event) => event.replaceAll('\n', '\r\n'))],
  ],
  ['a byte order mark', (events: string[]) => ['\uFEFF', ...events]],
])('a stream with %s is a good answer, charged once (B10, B14)', async (_name, change) => {
  gateway.script(() => streamReply(change(answerOf('Grüße ', '👋'))));
  expect(await ask()).toMatchObject({ isDone: true, error: null });
  expect((await usageOf(gateway, customer))[0]).toMatchObject({ cost: 87_000n, outcome: 'completed' });
});

it('a whole answer cut anywhere is no answer (B20)', async () => {
  const bytes = Buffer.from(GREETING_MESSAGE);
  let requests = 0;
  for (let cut = 0; cut < bytes.length; cut += 7) {
    for (const framing of [{ length: bytes.length }, 'close', 'chunked'] as const) {
      gateway.script(() => wholeReply('', { body: bytes.subarray(0, cut), framing, ending: 'fin' }), FORGETFUL);
      const answer = await ask(WAYS.whole);
      expect(answer.status).toBe(502);
      expectFailure(answer, 'upstream_error');
      requests += 1;
    }
  }
  await expectFreeRequests(requests);
});
