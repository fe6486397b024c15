import { describe, expect, it } from 'vitest';
import { groupUsage, REST, sumOfPoints, sumsByBucket } from './breakdown.ts';
import type { SeriesPoint } from './series.ts';
import { NO_USAGE } from './sums.ts';

const point = (bucket: number, group: string, requests: bigint, subgroup: string | null = null): SeriesPoint => ({
  bucket,
  group,
  subgroup,
  sums: { ...NO_USAGE, requests },
});

const points = [point(0, 'a', 1n, 'x'), point(2, 'a', 2n, 'y'), point(2, 'b', 5n, 'x'), point(1, REST, 90n, 'z')];

describe('points of usage', () => {
  it('have the same total by bucket, by group, by part and overall', () => {
    const total = sumOfPoints(points).requests;
    const groups = groupUsage(points, 'requests');
    const sum = (list: readonly { requests: bigint }[]) => list.reduce((all, { requests }) => all + requests, 0n);
    expect(total).toBe(98n);
    expect(sum(sumsByBucket(points, 3))).toBe(total);
    expect(sum(groups.map(({ sums }) => sums))).toBe(total);
    expect(sum(groups.flatMap(({ parts }) => parts.map(({ sums }) => sums)))).toBe(total);
  });

  it('have a sum for each bucket, also without usage', () => {
    expect(sumsByBucket([point(1, 'a', 3n)], 3).map(({ requests }) => requests)).toEqual([0n, 3n, 0n]);
  });

  it('are grouped with the largest first and the rest last', () => {
    expect(groupUsage(points, 'requests').map(({ name }) => name)).toEqual(['b', 'a', REST]);
    expect(groupUsage(points, 'duration').map(({ name }) => name)).toEqual(['b', 'a', REST]);
    expect(groupUsage(points, 'requests')[1]?.parts.map(({ name }) => name)).toEqual(['y', 'x']);
  });
});
