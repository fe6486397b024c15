import { expect, it } from 'vitest';
import { creditAccount } from '#lib/billing/credit.ts';
import { ledger } from '#lib/billing/ledger/ledger.ts';
import { syncPrices } from '#lib/billing/ledger/sync-prices.ts';
import { addKey } from '#lib/billing/ledger/testing/books.ts';
import { Requests } from '#lib/billing/ledger/testing/requests.ts';
import { nanoUsd } from '#lib/billing/money.ts';
import { priceId } from '#lib/billing/price-id.ts';
import { costOf } from '#lib/billing/pricing.ts';
import { pool } from '#lib/db/pool.ts';
import { newId } from '#lib/id.ts';
import { findModel } from '#lib/models/find.ts';
import { getReceipt } from './queries.ts';

it('returns a receipt that adds up, to its owner only', async () => {
  const model = findModel('claude-opus-4-7');
  if (!model) throw new Error('The catalog lacks the model of this test.');
  await syncPrices([model]);
  const accountId = newId('account');
  await pool().query(`INSERT INTO account (id, kind, name) VALUES ($1, 'personal', 'test')`, [accountId]);
  await creditAccount({
    accountId,
    amount: nanoUsd(10n ** 9n),
    kind: 'grant',
    cause: `grant:${accountId}`,
    reason: null,
    actorId: null,
  });
  const payer = new Requests(accountId, await addKey(pool(), accountId));
  const tokens = { input: 10, cacheWrite5m: 20, cacheWrite1h: 30, cacheRead: 40, output: 50 };
  const { cost, remainderPico, lines } = costOf(tokens, model.rates);
  const hold = { ...payer.hold(10_000_000n), priceId: priceId(model) };
  await ledger().placeHold(hold);
  const usage = payer.usage(hold.requestId, {
    inputTokens: 10,
    cacheWrite5mTokens: 20,
    cacheWrite1hTokens: 30,
    cacheReadTokens: 40,
    outputTokens: 50,
    priceId: hold.priceId,
    model: model.id,
    remainderPico,
  });
  await ledger().settle({ ...hold, cost, usage });
  const receipt = await getReceipt(accountId, hold.requestId);
  const { requestId } = hold;
  expect(receipt).toMatchObject({
    requestId,
    outcome: 'completed',
    priceId: priceId(model),
    lines,
    total: cost,
    held: 10_000_000n,
  });
  expect(receipt.upstreamUsage).toEqual({ input_tokens: 1 });
  expect(receipt.lines.reduce((sum, line) => sum + line.amount, 0n)).toBe(
    receipt.total * 1_000n - BigInt(receipt.remainderPico),
  );
  await expect(getReceipt('acct_other', requestId)).rejects.toMatchObject({ code: 'not_found' });
  await ledger().close();
});
