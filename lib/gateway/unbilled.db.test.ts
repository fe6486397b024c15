import { afterEach, beforeEach, expect, it } from 'vitest';
import { toRequest } from '#lib/testing/ask.ts';
import { customer, gateway } from '#lib/testing/gateway-suite.ts';
import { balanceOf, toNano, usageOf } from '#lib/testing/receipts.ts';
import { GREETING_MESSAGE } from '#lib/testing/upstream-answers.ts';
import { answerOf, streamReply, wholeReply } from '#lib/testing/upstream-faults.ts';

const question = { model: 'claude-sonnet-4-6', messages: [{ role: 'user', content: 'Hello' }] };

/** Makes the database refuse every charge, but not free requests. */
beforeEach(async () => {
  await gateway.pool.query(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no charge is taken'; END $$`,
  );
  await gateway.pool.query(
    'CREATE TRIGGER refuse BEFORE INSERT ON usage_record FOR EACH ROW WHEN (NEW.cost > 0) EXECUTE FUNCTION refuse()',
  );
});
afterEach(() => gateway.pool.query('DROP FUNCTION refuse CASCADE'));

/** Expects no charge, no hold, and a receipt with the error. */
async function expectFree(expected: object): Promise<void> {
  expect(await balanceOf(gateway, customer)).toEqual({ available: toNano('10'), held: 0n });
  expect(await usageOf(gateway, customer)).toMatchObject([{ cost: 0n, error_code: 'internal', ...expected }]);
}

it('a whole answer that could not be billed is not given, and its hold is free at once', async () => {
  gateway.script(() => wholeReply(GREETING_MESSAGE));
  const { status, text } = await gateway.ask({ secret: customer.secret, body: question });
  expect(status).toBe(500);
  expect(text).not.toContain('Grüße');
  await expectFree({ outcome: 'failed' });
});

it('a stream that could not be billed ends with an error, and its hold is free at once', async () => {
  gateway.script(() => streamReply(answerOf('Hi')));
  const { isDone, error } = await gateway.ask({ secret: customer.secret, body: { ...question, stream: true } });
  expect({ isDone, code: error.code }).toEqual({ isDone: false, code: 'internal' });
  await expectFree({ outcome: 'failed' });
});

it('a stream that could not be billed when its customer hung up leaves no hold', async () => {
  gateway.script(() => streamReply(answerOf('Hi').slice(0, 3), { ending: 'hang' }));
  const leaving = new AbortController();
  const body = { ...question, stream: true };
  const reply = await gateway.handle(toRequest({ secret: customer.secret, body, signal: leaving.signal }));
  const pieces = (reply.body as AsyncIterable<string>)[Symbol.asyncIterator]();
  await pieces.next();
  leaving.abort();
  await expect(pieces.return?.()).rejects.toThrow('no charge is taken');
  await expectFree({ outcome: 'failed' });
});
