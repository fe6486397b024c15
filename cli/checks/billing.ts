import { checkInvariants } from '#lib/billing/ledger/invariants.ts';
import { outboxRoot } from '#lib/billing/ledger/ledger.ts';
import { priceId } from '#lib/billing/price-id.ts';
import { BUCKETS } from '#lib/billing/pricing.ts';
import { db } from '#lib/db/client.ts';
import { pool } from '#lib/db/pool.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { type Check, Finding } from './check.ts';

export const invariantsCheck: Check = {
  name: 'ledger',
  async run() {
    const violations = await checkInvariants(pool(), outboxRoot());
    if (violations.length === 0) return 'every invariant holds';
    const sentences = violations.map(
      ({ id, sentence, count, examples }) => `${id} (${sentence}) is broken ${count} times, by ${examples.join(', ')}`,
    );
    throw new Finding(sentences.join('; '));
  },
};

export const pricesCheck: Check = {
  name: 'prices',
  async run() {
    const stored = new Map((await db.price.findMany()).map((price) => [price.id, price]));
    const wrong = CATALOG.filter((model) => {
      const price = stored.get(priceId(model));
      return !price || BUCKETS.some((bucket) => price[bucket] !== model.rates[bucket]);
    });
    if (wrong.length === 0) return `the database has all ${CATALOG.length} prices of the catalog`;
    const names = wrong.map(({ id }) => id).join(', ');
    throw new Finding(`not as in the catalog: ${names}. New prices are stored when TokenHub starts.`);
  },
};
