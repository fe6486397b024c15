import type { Percentile } from './latency.ts';
import { changeOf, shareOf, sum } from './series.ts';

/** The main finding of a chart, for one sentence in the reader's language. Buckets are given by index. */
export type Finding =
  | { kind: 'none' }
  | { kind: 'total'; total: bigint }
  | { kind: 'peak'; total: bigint; peak: bigint; bucket: number }
  | { kind: 'lead'; total: bigint; group: string; share: number }
  | { kind: 'more' | 'less'; total: bigint; previous: bigint; share: number }
  | { kind: 'same' | 'new'; total: bigint }
  | { kind: 'errors'; errors: bigint; requests: bigint; share: number }
  | { kind: 'noErrors'; requests: bigint }
  | { kind: 'saved' | 'lost'; amount: bigint; share: number }
  | { kind: 'uncached' }
  | { kind: 'latency'; half: Percentile; most: Percentile };

export interface Sums {
  values: readonly bigint[];
  /** The groups with their totals; a single group is not a finding. */
  groups?: readonly { name: string; total: bigint }[];
  /** The total of the previous period up to the same time. */
  previous?: bigint;
}

/** A smaller difference would be shown as 0 %. */
const LEAST_SHARE = 0.005;

/** The first finding that applies: the change, the largest group, the peak, or the total. */
export function findingOfSums({ values, groups = [], previous }: Sums): Finding {
  const total = sum(values);
  if (previous !== undefined && (total !== 0n || previous !== 0n)) return compared(total, previous);
  if (values.every((value) => value === 0n)) return { kind: 'none' };
  const lead = total > 0n && groups.length > 1 ? groups.find((group) => group.total * 2n > total) : undefined;
  if (lead) return { kind: 'lead', total, group: lead.name, share: shareOf(lead.total, total) };
  return peakOf(values, total);
}

function compared(total: bigint, previous: bigint): Finding {
  const { difference, share } = changeOf(total, previous);
  if (share === null) return { kind: 'new', total };
  if (Math.abs(share) < LEAST_SHARE) return { kind: 'same', total };
  return { kind: difference > 0n ? 'more' : 'less', total, previous, share: Math.abs(share) };
}

function peakOf(values: readonly bigint[], total: bigint): Finding {
  const peak = values.reduce((most, value) => (value > most ? value : most));
  return values.length === 1 ? { kind: 'total', total } : { kind: 'peak', total, peak, bucket: values.indexOf(peak) };
}

export function findingOfErrors({ errors, requests }: { errors: bigint; requests: bigint }): Finding {
  if (requests === 0n) return { kind: 'none' };
  return errors === 0n
    ? { kind: 'noErrors', requests }
    : { kind: 'errors', errors, requests, share: shareOf(errors, requests) };
}

interface CacheUse {
  /** Negative when writing the cache cost more than reading it saved. */
  saved: bigint;
  cacheRead: bigint;
  cacheWrite: bigint;
  /** Tokens that were neither read from the cache nor written to it. */
  input: bigint;
}

export function findingOfCache({ saved, cacheRead, cacheWrite, input }: CacheUse): Finding {
  if (cacheRead === 0n && cacheWrite === 0n) return { kind: 'uncached' };
  const share = shareOf(cacheRead, cacheRead + cacheWrite + input);
  return saved < 0n ? { kind: 'lost', amount: -saved, share } : { kind: 'saved', amount: saved, share };
}

/** @param half the 50th percentile, `most` the 95th */
export const findingOfLatency = (half: Percentile | null, most: Percentile | null): Finding =>
  half && most ? { kind: 'latency', half, most } : { kind: 'none' };
