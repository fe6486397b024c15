import { afterEach, expect, it } from 'vitest';
import { priceId } from '#lib/billing/price-id.ts';
import { rates } from '#lib/models/catalog/generations.ts';
import { findModel } from '#lib/models/find.ts';
import { gateway } from '#lib/testing/gateway-suite.ts';
import { receiptOf } from '#lib/testing/receipts.ts';
import { GREETING_MESSAGE } from '#lib/testing/upstream-answers.ts';
import { wholeReply } from '#lib/testing/upstream-faults.ts';

const model = findModel('claude-haiku-4-5');
if (!model) throw new Error('The catalog has no Haiku.');
const next = rates({ inputUsd: '2.00', outputUsd: '10.00' });
afterEach(() => {
  delete model.priceChange;
});

it('settles a request at the price that applied when it started, and the next one at the new price', async () => {
  const { syncPrices } = await import('#lib/billing/ledger/sync-prices.ts');
  await syncPrices([{ id: model.id, rates: next }]);
  model.priceChange = { validFrom: new Date(Date.now() + 86_400_000).toISOString(), rates: next };
  gateway.script(() => {
    // The price changes while upstream works on the first request.
    if (model.priceChange) model.priceChange.validFrom = new Date().toISOString();
    return wholeReply(GREETING_MESSAGE);
  });
  const customer = await gateway.createCustomer();
  const body = { model: model.id, max_tokens: 100, messages: [{ role: 'user', content: 'Hello' }] };
  const receipts = [];
  for (const _ of ['before', 'after']) {
    const { status, json } = await gateway.ask({ secret: customer.secret, body });
    expect(status).toBe(200);
    receipts.push(await receiptOf(gateway, customer, json.id));
  }
  const [before, after] = receipts;
  expect([before.price_id, after.price_id]).toEqual([priceId(model), priceId({ id: model.id, rates: next })]);
  expect(Number(before.total_cost)).toBeGreaterThan(0);
  expect(Number(after.total_cost)).toBe(2 * Number(before.total_cost));
});
