import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { expectOpenAIError, type HttpAnswer, readAnswer, toRequest } from '#lib/testing/ask.ts';
import type { Customer } from '#lib/testing/factories.ts';
import { openTestGateway, type TestGateway } from '#lib/testing/gateway.ts';
import { balanceOf, usageOf } from '#lib/testing/receipts.ts';
import { GREETING_MESSAGE } from '#lib/testing/upstream-answers.ts';
import { wholeReply } from '#lib/testing/upstream-faults.ts';

const MB = 1_048_576;
const PIECE = 16_384;
const SMALL_BODY = 65_536;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openTestGateway({ MAX_BODY_BYTES: String(2 * MB), BODY_MEMORY_BYTES: String(8 * MB) });
});
afterEach(async () => expect(await gateway.findFaults()).toEqual([]));
afterAll(() => gateway.close());

const textOf = (bytes: number) => 'x '.repeat(bytes / 2);
const bodyOf = (bytes: number) =>
  JSON.stringify({ model: 'claude-sonnet-4-6', messages: [{ role: 'user', content: textOf(bytes) }] });

/** Sends a body in pieces; `declared` is its size in `content-length`. */
function send(
  secret: string,
  text: string,
  { declared = false, until }: { declared?: boolean; until?: Promise<void> } = {},
) {
  const sent = { bytes: 0 };
  const headers = declared ? {} : { 'content-length': undefined };
  async function* pieces() {
    for (let at = 0; at < text.length; at += PIECE) {
      const piece = Buffer.from(text.slice(at, at + PIECE));
      sent.bytes += piece.length;
      yield piece;
    }
    await until;
  }
  const request = { ...toRequest({ secret, body: text, headers }), body: pieces() };
  const answer = gateway.handle(request).then(readAnswer);
  return { sent, answer };
}

const WAYS = [
  ['in chunks', false],
  ['with its length', true],
] as const;

describe.each(WAYS)('a large body that comes %s', (_, declared) => {
  const mostRead = declared ? 0 : SMALL_BODY + PIECE;

  const expectUnread = async (customer: Customer, expected: object): Promise<HttpAnswer> => {
    const { sent, answer } = send(customer.secret, bodyOf(MB), { declared });
    const refused = await answer;
    expectOpenAIError(refused);
    expect(refused).toMatchObject({ status: 402, error: expected });
    expect(sent.bytes).toBeLessThanOrEqual(mostRead);
    return refused;
  };

  it('is not read for an account without credit, and the refusal is on record', async () => {
    const customer = await gateway.createCustomer({ usd: '0' });
    await expectUnread(customer, { code: 'insufficient_credit', tokenhub: { available_usd: '0' } });
    await expect.poll(() => usageOf(gateway, customer)).toMatchObject([{ status_code: 402, cost: 0n }]);
  });

  it('is not read for a key that has spent its cap', async () => {
    const { accountId } = await gateway.createCustomer();
    const capped = { accountId, ...(await gateway.addKey(accountId, { capDay: '0' })) };
    await expectUnread(capped, { code: 'key_limit_reached', tokenhub: { limit: { name: 'day', limit: '0' } } });
  });

  it('is read for a test key, which pays nothing', async () => {
    const customer = await gateway.createCustomer({ usd: '0', key: { mode: 'test' } });
    expect(await send(customer.secret, bodyOf(100_000), { declared }).answer).toMatchObject({ status: 200 });
  });

  it('is 413 when it is larger than any may be', async () => {
    const { secret } = await gateway.createCustomer();
    const answer = await send(secret, bodyOf(2 * MB), { declared }).answer;
    expect(answer).toMatchObject({ status: 413, error: { code: 'request_too_large' } });
  });

  it('finds no room once the key has its share, while other keys and small bodies do, until one has ended', async () => {
    const [greedy, other] = [await gateway.createCustomer(), await gateway.createCustomer()];
    gateway.script(() => wholeReply(GREETING_MESSAGE));
    const gate = Promise.withResolvers<void>();
    const running = send(greedy.secret, bodyOf(2 * MB - 1_000), { declared, until: gate.promise });
    await expect.poll(() => running.sent.bytes).toBeGreaterThan(2 * MB - 2 * PIECE);

    const refused = await send(greedy.secret, bodyOf(MB), { declared }).answer;
    expectOpenAIError(refused);
    expect(refused).toMatchObject({ status: 429, error: { code: 'rate_limit_exceeded' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(await send(other.secret, bodyOf(MB), { declared }).answer).toMatchObject({ status: 200 });
    expect(await send(greedy.secret, bodyOf(1_000), { declared }).answer).toMatchObject({ status: 200 });

    gate.resolve();
    expect(await running.answer).toMatchObject({ status: 200 });
    expect(await send(greedy.secret, bodyOf(MB), { declared }).answer).toMatchObject({ status: 200 });
    expect((await balanceOf(gateway, greedy)).held).toBe(0n);
  });

  it('finds no room once all of the memory is taken', async () => {
    const gate = Promise.withResolvers<void>();
    gateway.script(() => wholeReply(GREETING_MESSAGE));
    const customers = await Promise.all([1, 2, 3, 4].map(() => gateway.createCustomer()));
    const size = bodyOf(2 * MB - 1_000);
    const running = customers.map(({ secret }) => send(secret, size, { declared, until: gate.promise }));
    await expect.poll(() => Math.min(...running.map(({ sent }) => sent.bytes))).toBeGreaterThan(2 * MB - 2 * PIECE);
    const { secret } = await gateway.createCustomer();
    const refused = await send(secret, bodyOf(MB), { declared }).answer;
    expectOpenAIError(refused);
    expect(refused).toMatchObject({ status: 503, error: { code: 'server_busy' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    gate.resolve();
    for (const { answer } of running) expect(await answer).toMatchObject({ status: 200 });
  });
});

describe.each(WAYS)('the tokens of a body that comes %s', (_, declared) => {
  it('count towards the limit while upstream has not counted yet', async () => {
    const { accountId } = await gateway.createCustomer();
    const { secret } = await gateway.addKey(accountId, { tokensPerMinute: 30_000 });
    const gate = Promise.withResolvers<void>();
    async function* afterGate() {
      await gate.promise;
      yield GREETING_MESSAGE;
    }
    const received = gateway.script(() => wholeReply('', { body: afterGate() }));
    const first = send(secret, bodyOf(100_000), { declared });
    await expect.poll(() => received.length).toBe(1);
    const second = await send(secret, bodyOf(100_000), { declared }).answer;
    expect(second).toMatchObject({ status: 429, error: { tokenhub: { limit: { name: 'tokens_per_minute' } } } });
    gate.resolve();
    const answered = await first.answer;
    expect(answered.status).toBe(200);
    expect(Number(answered.headers['x-ratelimit-remaining-tokens'])).toBeLessThan(5_100);
    expect(await send(secret, bodyOf(100_000), { declared }).answer).toMatchObject({ status: 200 });
  });
});
