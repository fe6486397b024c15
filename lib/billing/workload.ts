import type { Rates } from '#lib/models/model.ts';
import { type NanoUsd, nanoUsd } from './money.ts';
import { type Cost, costOf } from './pricing.ts';
import type { BilledTokens } from './tokens.ts';

/** One request in tokens, and the number of requests per day. */
export interface Workload {
  /** The whole prompt, including the tokens read from the cache or written to it. */
  prompt: number;
  cacheRead: number;
  cacheWrite5m: number;
  cacheWrite1h: number;
  output: number;
  requestsPerDay: number;
}

export type WorkloadField = keyof Workload;
export interface WorkloadCost {
  request: Cost;
  perDay: NanoUsd;
  perMonth: NanoUsd;
}

/** The length of a month in the calculator, which shows it. */
export const DAYS_PER_MONTH = 30;

export const CACHE_FIELDS = ['cacheRead', 'cacheWrite5m', 'cacheWrite1h'] as const satisfies readonly WorkloadField[];

const NO_CACHE = { cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 };

/** Round example figures. */
export const WORKLOAD_PRESETS = {
  chat: { ...NO_CACHE, prompt: 1_200, output: 350, requestsPerDay: 1_000 },
  document: { ...NO_CACHE, prompt: 60_000, output: 1_500, requestsPerDay: 50 },
  agent: { ...NO_CACHE, prompt: 40_000, cacheRead: 36_000, cacheWrite5m: 3_500, output: 800, requestsPerDay: 2_000 },
} as const satisfies Record<string, Workload>;

export type WorkloadPreset = keyof typeof WORKLOAD_PRESETS;

/** The five buckets that one request of a valid workload is billed by. */
export function billedTokensOf(workload: Workload): BilledTokens {
  const { cacheRead, cacheWrite5m, cacheWrite1h, output } = workload;
  return { input: uncachedTokensOf(workload), cacheRead, cacheWrite5m, cacheWrite1h, output };
}

/** Exact: the ledger's price of one request, multiplied by whole numbers. */
export function costOfWorkload(workload: Workload, rates: Rates): WorkloadCost {
  const request = costOf(billedTokensOf(workload), rates);
  const perDay = nanoUsd(request.cost * BigInt(workload.requestsPerDay));
  return { request, perDay, perMonth: nanoUsd(perDay * BigInt(DAYS_PER_MONTH)) };
}

export const cachedTokensOf = ({ cacheRead, cacheWrite5m, cacheWrite1h }: Workload): number =>
  cacheRead + cacheWrite5m + cacheWrite1h;

/** Negative when the cached parts exceed the prompt: such a workload cannot be billed. */
export const uncachedTokensOf = (workload: Workload): number => workload.prompt - cachedTokensOf(workload);
