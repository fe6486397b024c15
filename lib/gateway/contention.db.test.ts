import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type HttpAnswer, toRequest } from '#lib/testing/ask.ts';
import { openTestGateway, type TestGateway } from '#lib/testing/gateway.ts';
import { addUp, balanceOf, receiptOf, toNano, usageOf } from '#lib/testing/receipts.ts';
import { GREETING_MESSAGE } from '#lib/testing/upstream-answers.ts';
import { answerOf, asksForStream, streamReply, wholeReply } from '#lib/testing/upstream-faults.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openTestGateway({ CONCURRENT_REQUESTS: '5000' });
});
afterEach(async () => expect(await gateway.findFaults()).toEqual([]));
afterAll(() => gateway.close());

const REQUESTS = 500;
const COVERED = 100;
const COST = 87_000n; // 9 × 3,000 + 4 × 15,000

const hello = { model: 'claude-sonnet-4-6', messages: [{ role: 'user', content: 'Hello' }] };
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

async function worstCase(body: object): Promise<bigint> {
  const { secret } = await gateway.createCustomer({ usd: '0' });
  return toNano((await gateway.ask({ secret, body })).error.tokenhub.needed_usd);
}

const toUsd = (nano: bigint) => `${nano / 1_000_000_000n}.${String(nano % 1_000_000_000n).padStart(9, '0')}`;

it.each([false, true])(
  'a balance that covers 100 worst cases admits exactly 100 of 500 at once, streamed %s (A1)',
  async (stream) => {
    const body = { ...hello, stream };
    const funds = (await worstCase(body)) * BigInt(COVERED);
    const customer = await gateway.createCustomer({ usd: toUsd(funds) });
    const gate = Promise.withResolvers<void>();
    async function* afterGate(pieces: string[]) {
      await gate.promise;
      yield* pieces;
    }
    const received = gateway.script((request) =>
      asksForStream(request)
        ? streamReply([], { body: afterGate(answerOf('Hi')) })
        : wholeReply('', { body: afterGate([GREETING_MESSAGE]) }),
    );
    let refused = 0;
    const answers = await Promise.all(
      times(REQUESTS, async (): Promise<HttpAnswer> => {
        const answer = await gateway.ask({ secret: customer.secret, body });
        // The covered requests are answered after all others were refused, so no money is released meanwhile.
        if (answer.status === 402 && ++refused === REQUESTS - COVERED) {
          expect(await balanceOf(gateway, customer)).toEqual({ available: 0n, held: funds });
          gate.resolve();
        }
        return answer;
      }),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(COVERED);
    expect(received).toHaveLength(COVERED);
    expect(await balanceOf(gateway, customer)).toEqual({ available: funds - COST * BigInt(COVERED), held: 0n });
  },
);

it('streams that run at once on one balance, some of them left early, cost the sum of their receipts (G2)', async () => {
  const customer = await gateway.createCustomer();
  gateway.useSandbox();
  const streams = times(300, (index) => {
    const messages = [{ role: 'user', content: `sandbox: repeat ${1 + (index % 50)}` }];
    return index % 5 === 0 ? leaveEarly(customer.secret, messages) : finish(customer.secret, messages);
  });
  await Promise.all(streams);
  const rows = await usageOf(gateway, customer);
  expect(rows).toHaveLength(300);
  const receipts = await Promise.all(rows.map((row) => receiptOf(gateway, customer, row.request_id)));
  const sum = receipts.reduce((total, receipt) => total + toNano(receipt.cost_usd), 0n);
  expect(sum).toBeGreaterThan(0n);
  for (const receipt of receipts) expect(addUp(receipt)).toBe(toNano(receipt.cost_usd));
  expect(await balanceOf(gateway, customer)).toEqual({ available: toNano('10') - sum, held: 0n });
});

async function finish(secret: string, messages: object[]): Promise<void> {
  expect(await gateway.ask({ secret, body: { ...hello, messages, stream: true } })).toMatchObject({ isDone: true });
}

async function leaveEarly(secret: string, messages: object[]): Promise<void> {
  const leaving = new AbortController();
  const body = { ...hello, messages, stream: true };
  const reply = await gateway.handle(toRequest({ secret, body, signal: leaving.signal }));
  const pieces = (reply.body as AsyncIterable<string>)[Symbol.asyncIterator]();
  await pieces.next();
  leaving.abort();
  await pieces.return?.();
}

it('requests with one key at its cap and others of the account do not disturb each other', async () => {
  const customer = await gateway.createCustomer();
  const cap = await worstCase(hello);
  const capped = await gateway.addKey(customer.accountId, { capTotal: toUsd(cap * 3n) });
  gateway.script(() => wholeReply(GREETING_MESSAGE));
  const answers = await Promise.all(
    times(60, (index) => gateway.ask({ secret: index % 2 ? customer.secret : capped.secret, body: hello })),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((_, index) => index % 2)).toEqual(times(30, () => 200));
  const spent = BigInt(statuses.filter((status) => status === 200).length) * COST;
  expect(await balanceOf(gateway, customer)).toEqual({ available: toNano('10') - spent, held: 0n });
});
