import { describe, expect, it } from 'vitest';
import { findingOfCache, findingOfErrors, findingOfLatency, findingOfSums, type Sums } from './finding.ts';
import { changeOf, shareOf } from './series.ts';

describe('the finding of a chart of sums is', () => {
  it.each<[string, Sums, object]>([
    ['that there was nothing', { values: [0n, 0n] }, { kind: 'none' }],
    ['that nothing followed on nothing', { values: [0n], previous: 0n }, { kind: 'none' }],
    ['what one bucket came to', { values: [5n] }, { kind: 'total', total: 5n }],
    ['when most was used', { values: [1n, 3n, 2n] }, { kind: 'peak', total: 6n, peak: 3n, bucket: 1 }],
    ['when it was lost least', { values: [-3n, -1n] }, { kind: 'peak', total: -4n, peak: -1n, bucket: 1 }],
    [
      'who used more than half',
      {
        values: [4n, 6n],
        groups: [
          { name: 'a', total: 6n },
          { name: 'b', total: 4n },
        ],
      },
      { kind: 'lead', total: 10n, group: 'a', share: 0.6 },
    ],
    [
      'when, if nobody used more than half',
      {
        values: [4n, 6n],
        groups: [
          { name: 'a', total: 5n },
          { name: 'b', total: 5n },
        ],
      },
      { kind: 'peak', total: 10n, peak: 6n, bucket: 1 },
    ],
    [
      'when, if there is one group',
      { values: [1n, 2n], groups: [{ name: 'a', total: 3n }] },
      { kind: 'peak', bucket: 1 },
    ],
    ['that it is more than before', { values: [6n, 6n], previous: 10n }, { kind: 'more', previous: 10n, share: 0.2 }],
    ['that it is less than before', { values: [5n], previous: 10n }, { kind: 'less', previous: 10n, share: 0.5 }],
    ['that it is all gone', { values: [0n], previous: 10n }, { kind: 'less', share: 1 }],
    ['that it is the same', { values: [1_001n], previous: 1_000n }, { kind: 'same', total: 1_001n }],
    ['that it is new', { values: [5n], previous: 0n }, { kind: 'new', total: 5n }],
  ])('%s', (_, sums, finding) => expect(findingOfSums(sums)).toMatchObject(finding));
});

it('errors are reported with the number of requests', () => {
  expect(findingOfErrors({ errors: 0n, requests: 0n })).toEqual({ kind: 'none' });
  expect(findingOfErrors({ errors: 0n, requests: 9n })).toEqual({ kind: 'noErrors', requests: 9n });
  expect(findingOfErrors({ errors: 1n, requests: 8n })).toMatchObject({ kind: 'errors', share: 0.125 });
});

it('a cache that cost more than it saved is reported as a loss', () => {
  const use = { cacheRead: 60n, cacheWrite: 20n, input: 20n };
  expect(findingOfCache({ ...use, saved: 7n })).toEqual({ kind: 'saved', amount: 7n, share: 0.6 });
  expect(findingOfCache({ ...use, saved: -7n })).toEqual({ kind: 'lost', amount: 7n, share: 0.6 });
  expect(findingOfCache({ saved: 0n, cacheRead: 0n, cacheWrite: 0n, input: 5n })).toEqual({ kind: 'uncached' });
});

it('latency needs both of its percentiles', () => {
  const half = { ms: 5, isApproximate: true };
  expect(findingOfLatency(half, half)).toEqual({ kind: 'latency', half, most: half });
  expect(findingOfLatency(half, null)).toEqual({ kind: 'none' });
});

it('a change has a share of the earlier value, except when that was zero', () => {
  expect(changeOf(3n, 2n)).toEqual({ difference: 1n, share: 0.5 });
  expect(changeOf(-1n, -2n)).toEqual({ difference: 1n, share: 0.5 });
  expect(changeOf(3n, 0n)).toEqual({ difference: 3n, share: null });
  expect(shareOf(0n, 0n)).toBe(0);
});
