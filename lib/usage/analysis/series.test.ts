import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cumulate, nestSeries, type Point, seriesOf, sum, sumValues, topSeries } from './series.ts';

const BUCKETS = 5;
const anyPoint: fc.Arbitrary<Point> = fc.record({
  bucket: fc.nat({ max: BUCKETS - 1 }),
  group: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', ''),
  subgroup: fc.constantFrom('x', 'y', '"', ''),
  value: fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
});
const byBucket = (points: readonly Point[]) =>
  Array.from({ length: BUCKETS }, (_, bucket) =>
    sum(points.filter((point) => point.bucket === bucket).map(({ value }) => value)),
  );
const point = (group: string, value: bigint, bucket = 0): Point => ({ bucket, group, value });

describe('however usage is grouped and folded', () => {
  it('every bucket keeps its sum', () => {
    fc.assert(
      fc.property(fc.array(anyPoint, { minLength: 1 }), fc.integer({ min: 1, max: 7 }), (points, top) => {
        const series = seriesOf(points, BUCKETS);
        const { shown, rest } = topSeries(series, top);
        const parts = [...shown, ...(rest ? [rest] : [])];
        expect(sumValues([...parts.map(({ values }) => values), byBucket([])])).toEqual(byBucket(points));
        expect(sum(parts.map(({ total }) => total))).toBe(sum(points.map(({ value }) => value)));
        expect(shown.length + (rest?.count ?? 0)).toBe(series.length);
        const branches = nestSeries(series);
        expect(sum(branches.map(({ total }) => total))).toBe(sum(points.map(({ value }) => value)));
        expect(branches.flatMap(({ children }) => children)).toHaveLength(series.length);
      }),
    );
  });

  it('the order of the points changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyPoint), (points) => {
        expect(seriesOf(points.toReversed(), BUCKETS)).toEqual(seriesOf(points, BUCKETS));
      }),
    );
  });
});

it('series are sorted by size, losses by their amount, equals by name, and empty ones are left out', () => {
  const series = seriesOf([point('b', 5n), point('zero', 0n), point('a', 5n), point('loss', -9n), point('c', 7n)], 1);
  expect(series.map(({ group }) => group)).toEqual(['loss', 'c', 'a', 'b']);
});

it('all series beyond the top are folded into one', () => {
  const series = seriesOf([point('a', 5n), point('b', 3n, 1), point('c', 2n), point('d', 1n, 1)], 2);
  expect(topSeries(series, 2).rest).toEqual({ values: [2n, 1n], total: 3n, count: 2 });
  expect(topSeries(series, 4).rest).toBeNull();
});

it('a group and its subgroups are kept apart under any names', () => {
  const points = [
    { bucket: 0, group: 'a', subgroup: 'b,c', value: 1n },
    { bucket: 0, group: 'a,b', subgroup: 'c', value: 2n },
    { bucket: 0, group: 'a', subgroup: '', value: 4n },
  ];
  expect(nestSeries(seriesOf(points, 1)).map(({ group, children }) => [group, children.length])).toEqual([
    ['a', 2],
    ['a,b', 1],
  ]);
});

it('each cumulated value includes all earlier ones', () =>
  expect(cumulate([1n, 0n, 2n, -1n])).toEqual([1n, 1n, 3n, 2n]));
