import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import type { Metric } from '../view/vocabulary.ts';

/** The totals of a set of requests. */
export interface UsageSums {
  requests: bigint;
  /** The failed requests. They cost nothing. */
  errors: bigint;
  streamed: bigint;
  /** Uncached input tokens, neither read from the cache nor written to it. */
  input: bigint;
  cacheRead: bigint;
  cacheWrite: bigint;
  /** Including thinking. */
  output: bigint;
  reasoning: bigint;
  cost: NanoUsd;
  absorbed: NanoUsd;
  /** In pico-USD, so that parts add up exactly; negative when writing the cache cost more than reading it saved. */
  cacheSavedPico: bigint;
}

export const NO_USAGE: UsageSums = {
  requests: 0n,
  errors: 0n,
  streamed: 0n,
  input: 0n,
  cacheRead: 0n,
  cacheWrite: 0n,
  output: 0n,
  reasoning: 0n,
  cost: nanoUsd(0n),
  absorbed: nanoUsd(0n),
  cacheSavedPico: 0n,
};

const FIELDS = Object.keys(NO_USAGE) as (keyof UsageSums)[];

export const addSums = (one: UsageSums, other: UsageSums): UsageSums =>
  Object.fromEntries(FIELDS.map((field) => [field, one[field] + other[field]])) as unknown as UsageSums;

export type SumMetric = Exclude<Metric, 'error-rate' | 'first-token' | 'duration'>;

const READ = {
  cost: ({ cost }) => cost,
  requests: ({ requests }) => requests,
  tokens: ({ input, cacheRead, cacheWrite, output }) => input + cacheRead + cacheWrite + output,
  input: ({ input }) => input,
  output: ({ output }) => output,
  'cache-read': ({ cacheRead }) => cacheRead,
  'cache-write': ({ cacheWrite }) => cacheWrite,
  'cache-saved': ({ cacheSavedPico }) => cacheSavedPico / 1_000n,
  errors: ({ errors }) => errors,
} as const satisfies Record<SumMetric, (sums: UsageSums) => bigint>;

/** The value of a metric that is a sum. */
export const metricOf = (sums: UsageSums, metric: SumMetric): bigint => READ[metric](sums);

/** The ranking of groups by metric, as SQL over the columns of `SUM_COLUMNS`. */
export const RANK: Record<Metric, string> = {
  cost: 'cost',
  requests: 'requests',
  tokens: 'input + cache_read + cache_write + output',
  input: 'input',
  output: 'output',
  'cache-read': 'cache_read',
  'cache-write': 'cache_write',
  'cache-saved': 'cache_saved_pico',
  errors: 'errors',
  'error-rate': 'errors',
  'first-token': 'requests',
  duration: 'requests',
};

export const SUM_COLUMNS = [
  'requests',
  'errors',
  'streamed',
  'input',
  'cache_read',
  'cache_write',
  'output',
  'reasoning',
  'cost',
  'absorbed',
  'cache_saved_pico',
] as const;

export type SumRow = Record<(typeof SUM_COLUMNS)[number], bigint>;

/** `sum(requests)::bigint AS requests, …`, over rows that have these columns. */
export const SUM_ALL = SUM_COLUMNS.map((column) => `coalesce(sum(${column}), 0)::bigint AS ${column}`).join(', ');

export const toSums = (row: SumRow): UsageSums => ({
  requests: row.requests,
  errors: row.errors,
  streamed: row.streamed,
  input: row.input,
  cacheRead: row.cache_read,
  cacheWrite: row.cache_write,
  output: row.output,
  reasoning: row.reasoning,
  cost: nanoUsd(row.cost),
  absorbed: nanoUsd(row.absorbed),
  cacheSavedPico: row.cache_saved_pico,
});
