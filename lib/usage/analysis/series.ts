/** A data point: the usage of a group, or of its subgroup, in a bucket. */
export interface Point {
  bucket: number;
  group: string;
  subgroup?: string;
  value: bigint;
}

/** A group over time, with a value for each bucket, including empty ones. */
export interface Series {
  group: string;
  subgroup: string | null;
  values: bigint[];
  total: bigint;
}

/** The sum of the series that are not shown separately. */
export interface Rest {
  values: bigint[];
  total: bigint;
  count: number;
}

/** Every group with usage, largest first. */
export function seriesOf(points: readonly Point[], bucketCount: number): Series[] {
  const found = new Map<string, Series>();
  for (const { bucket, group, subgroup = null, value } of points) {
    if (value === 0n) continue;
    const id = JSON.stringify([group, subgroup]);
    let series = found.get(id);
    if (!series) {
      series = { group, subgroup, values: new Array<bigint>(bucketCount).fill(0n), total: 0n };
      found.set(id, series);
    }
    series.values[bucket] = (series.values[bucket] ?? 0n) + value;
    series.total += value;
  }
  return [...found.values()].sort(bySize);
}

/** Sorts equals by name, so that the order is stable. */
function bySize(one: Series, other: Series): number {
  const [size, otherSize] = [magnitude(one.total), magnitude(other.total)];
  if (size !== otherSize) return size > otherSize ? -1 : 1;
  return compareNames(one.group, other.group) || compareNames(one.subgroup ?? '', other.subgroup ?? '');
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);
const compareNames = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The first `top` series, and the sum of all others. The total is unchanged. */
export function topSeries(series: readonly Series[], top: number): { shown: Series[]; rest: Rest | null } {
  const hidden = series.slice(top);
  if (hidden.length === 0) return { shown: [...series], rest: null };
  const values = sumValues(hidden.map((one) => one.values));
  return { shown: series.slice(0, top), rest: { values, total: sum(values), count: hidden.length } };
}

export const sumValues = (lists: readonly (readonly bigint[])[]): bigint[] =>
  (lists[0] ?? []).map((_, index) => sum(lists.map((values) => values[index] ?? 0n)));

export const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);

/** Running totals. */
export function cumulate(values: readonly bigint[]): bigint[] {
  let total = 0n;
  return values.map((value) => {
    total += value;
    return total;
  });
}

export interface Branch extends Series {
  children: Series[];
}

export function nestSeries(series: readonly Series[]): Branch[] {
  return [...Map.groupBy(series, ({ group }) => group)]
    .map(([group, children]) => {
      const values = sumValues(children.map((child) => child.values));
      return { group, subgroup: null, values, total: sum(values), children: children.toSorted(bySize) };
    })
    .sort(bySize);
}

export interface Change {
  difference: bigint;
  /** Relative to the earlier figure; null when that was zero. */
  share: number | null;
}

export function changeOf(current: bigint, previous: bigint): Change {
  const difference = current - previous;
  return { difference, share: previous === 0n ? null : shareOf(difference, previous < 0n ? -previous : previous) };
}

const PRECISION = 1_000_000n;

/** A part of a whole as a number; zero for an empty whole. */
export const shareOf = (part: bigint, whole: bigint): number =>
  whole === 0n ? 0 : Number((part * PRECISION) / whole) / Number(PRECISION);
