import type { Parts } from '../parts.ts';
import type { Row } from './bench.ts';
import { onFreshDatabase } from './on-fresh-database.ts';
import type { SignInTimes } from './sign-in-worker.ts';

/** How long signing in takes to refuse each kind of address, and how often a known one took longer than an unknown one. */
export async function measureSignIn(parts: Parts, { tries }: { tries: number }): Promise<Row[]> {
  const kinds = await onFreshDatabase<SignInTimes[]>(parts, 'sign-in-worker.ts', [tries]);
  const unknown = kinds[0]?.times ?? [];
  return kinds.map(({ kind, times }) => ({
    target: kind,
    figures: { 'p50 ms': median(times), 'slower than unknown': shareSlower(times, unknown) },
    failed: 0,
    failure: null,
  }));
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;

/** Of all pairs the share in which `times` has the longer one: a half where nothing tells them apart. */
function shareSlower(times: readonly number[], others: readonly number[]): number {
  let pairs = 0;
  for (const time of times) for (const other of others) pairs += time > other ? 1 : time === other ? 0.5 : 0;
  return pairs / (times.length * others.length);
}
