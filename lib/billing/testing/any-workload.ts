import fc from 'fast-check';
import type { Workload } from '../workload.ts';

const count = fc.integer({ min: 0, max: 100_000_000 });
export const anyWorkload: fc.Arbitrary<Workload> = fc
  .record({ uncached: count, cacheRead: count, cacheWrite5m: count, cacheWrite1h: count, output: count, day: count })
  .map(({ uncached, day, ...rest }) => ({
    ...rest,
    prompt: uncached + rest.cacheRead + rest.cacheWrite5m + rest.cacheWrite1h,
    requestsPerDay: day,
  }));
