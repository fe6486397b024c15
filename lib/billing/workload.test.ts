import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOG } from '#lib/models/catalog.ts';
import { BUCKETS, costOf } from './pricing.ts';
import { anyWorkload } from './testing/any-workload.ts';
import { billedTokensOf, costOfWorkload } from './workload.ts';

const anyModel = fc.constantFrom(...CATALOG);

describe('the cost of a workload', () => {
  it("is the ledger's price of one request, times the requests, times thirty", () => {
    fc.assert(
      fc.property(anyWorkload, anyModel, (workload, { rates }) => {
        const { request, perDay, perMonth } = costOfWorkload(workload, rates);
        expect(request).toEqual(costOf(billedTokensOf(workload), rates));
        expect(perDay).toBe(request.cost * BigInt(workload.requestsPerDay));
        expect(perMonth).toBe(perDay * 30n);
      }),
    );
  });

  it('bills every token of the prompt once', () => {
    fc.assert(
      fc.property(anyWorkload, (workload) => {
        const tokens = billedTokensOf(workload);
        expect(BUCKETS.reduce((sum, bucket) => sum + tokens[bucket], 0)).toBe(workload.prompt + workload.output);
      }),
    );
  });
});
