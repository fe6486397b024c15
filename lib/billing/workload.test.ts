import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOG } from '#lib/models/catalog.ts';
import { BUCKETS, costOf } from './pricing.ts';
import {
  billedTokensOf,
  costOfWorkload,
  readWorkload,
  WORKLOAD_PRESETS,
  type Workload,
  withWorkload,
} from './workload.ts';

const count = fc.integer({ min: 0, max: 100_000_000 });
const anyWorkload: fc.Arbitrary<Workload> = fc
  .record({ uncached: count, cacheRead: count, cacheWrite5m: count, cacheWrite1h: count, output: count, day: count })
  .map(({ uncached, day, ...rest }) => ({
    ...rest,
    prompt: uncached + rest.cacheRead + rest.cacheWrite5m + rest.cacheWrite1h,
    requestsPerDay: day,
  }));
const anyModel = fc.constantFrom(...CATALOG);
const read = (address: string) => readWorkload(new URLSearchParams(address));

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

describe('a workload in an address', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(anyWorkload, (workload) => {
        expect(readWorkload(withWorkload(new URLSearchParams('model=x'), workload))).toEqual({
          isValid: true,
          workload,
        });
      }),
    );
  });

  it('is the first preset where the address says nothing', () =>
    expect(read('')).toEqual({ isValid: true, workload: WORKLOAD_PRESETS.chat }));

  it.each(['60000', '60,000', '60.000', '60 000', ' 60000 '])('takes %j as people write it', (text) =>
    expect(read(`prompt=${encodeURIComponent(text)}`)).toMatchObject({ workload: { prompt: 60_000 } }),
  );

  it.each(['-1', '1.5', '1,5', '1e6', 'many', '1234567890', '60,00', '1,234,567,890'])('refuses %j', (text) =>
    expect(read(`output=${encodeURIComponent(text)}`)).toEqual({
      isValid: false,
      fault: 'not_a_count',
      fields: ['output'],
    }),
  );

  it('cannot cache more than the prompt', () => {
    expect(read('prompt=100&read=60&write5m=40')).toMatchObject({ isValid: true });
    expect(read('prompt=100&read=60&write5m=41')).toMatchObject({ isValid: false, fault: 'cache_exceeds_prompt' });
  });

  it('of a preset can be billed', () => {
    for (const workload of Object.values(WORKLOAD_PRESETS)) {
      expect(readWorkload(withWorkload(new URLSearchParams(), workload))).toEqual({ isValid: true, workload });
    }
  });
});
