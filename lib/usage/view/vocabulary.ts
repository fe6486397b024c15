import { KeyMode, Outcome } from '#lib/db/generated/enums.ts';

/** The dimensions by which usage is grouped. A tag is grouped by its name: `tag:team` has a series for each team. */
export const DIMENSIONS = ['model', 'key', 'member', 'endpoint', 'mode', 'outcome'] as const;
export type Dimension = (typeof DIMENSIONS)[number] | `tag:${string}`;

export const ENDPOINTS = ['chat', 'messages', 'responses'] as const;
export type Endpoint = (typeof ENDPOINTS)[number];

export const MODES = Object.values(KeyMode);
export const OUTCOMES = Object.values(Outcome);

/** Sums are additive: they stack, accumulate and fold into "Other". Shares and percentiles do not. */
interface MetricTraits {
  figure: 'usd' | 'count' | 'percent' | 'ms';
  isSum: boolean;
}

export const METRIC_TRAITS = {
  cost: { figure: 'usd', isSum: true },
  requests: { figure: 'count', isSum: true },
  tokens: { figure: 'count', isSum: true },
  input: { figure: 'count', isSum: true },
  output: { figure: 'count', isSum: true },
  'cache-read': { figure: 'count', isSum: true },
  'cache-write': { figure: 'count', isSum: true },
  'cache-saved': { figure: 'usd', isSum: true },
  errors: { figure: 'count', isSum: true },
  'error-rate': { figure: 'percent', isSum: false },
  'first-token': { figure: 'ms', isSum: false },
  duration: { figure: 'ms', isSum: false },
} as const satisfies Record<string, MetricTraits>;

export type Metric = keyof typeof METRIC_TRAITS;
export const METRICS = Object.keys(METRIC_TRAITS) as Metric[];
