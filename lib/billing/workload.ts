import type { Rates } from '#lib/models/model.ts';
import { type NanoUsd, nanoUsd } from './money.ts';
import { type Cost, costOf } from './pricing.ts';
import type { BilledTokens } from './tokens.ts';

/** One request in tokens, and how many of them a day brings. */
export interface Workload {
  /** The whole prompt, what the cache holds of it included. */
  prompt: number;
  cacheRead: number;
  cacheWrite5m: number;
  cacheWrite1h: number;
  output: number;
  requestsPerDay: number;
}

export type WorkloadField = keyof Workload;
export type WorkloadFault = 'not_a_count' | 'cache_exceeds_prompt';

/** What an address or a form says: a workload, or what is wrong with it and where. */
export type WorkloadReading =
  | { isValid: true; workload: Workload }
  | { isValid: false; fault: WorkloadFault; fields: readonly WorkloadField[] };

export interface WorkloadCost {
  request: Cost;
  perDay: NanoUsd;
  perMonth: NanoUsd;
}

/** A month of the calculator, which says so. */
export const DAYS_PER_MONTH = 30;

/** The name of each field in an address. */
export const WORKLOAD_KEYS = {
  prompt: 'prompt',
  cacheRead: 'read',
  cacheWrite5m: 'write5m',
  cacheWrite1h: 'write1h',
  output: 'output',
  requestsPerDay: 'day',
} as const satisfies Record<WorkloadField, string>;

export const WORKLOAD_FIELDS = Object.keys(WORKLOAD_KEYS) as WorkloadField[];
const CACHE_FIELDS = ['cacheRead', 'cacheWrite5m', 'cacheWrite1h'] as const satisfies readonly WorkloadField[];

const NO_CACHE = { cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 };

/** Round figures to start from; none is a promise about anybody's requests. */
export const WORKLOAD_PRESETS = {
  chat: { ...NO_CACHE, prompt: 1_200, output: 350, requestsPerDay: 1_000 },
  document: { ...NO_CACHE, prompt: 60_000, output: 1_500, requestsPerDay: 50 },
  agent: { ...NO_CACHE, prompt: 40_000, cacheRead: 36_000, cacheWrite5m: 3_500, output: 800, requestsPerDay: 2_000 },
} as const satisfies Record<string, Workload>;

export type WorkloadPreset = keyof typeof WORKLOAD_PRESETS;

/** What stands in a field: what the address says, or the first preset's figure where it says nothing. */
export const workloadText = (query: URLSearchParams, field: WorkloadField): string =>
  query.get(WORKLOAD_KEYS[field]) ?? String(WORKLOAD_PRESETS.chat[field]);

export function readWorkload(query: URLSearchParams): WorkloadReading {
  const counts = WORKLOAD_FIELDS.map((field) => ({ field, count: toCount(workloadText(query, field)) }));
  const unread = counts.filter(({ count }) => count === null).map(({ field }) => field);
  if (unread.length > 0) return { isValid: false, fault: 'not_a_count', fields: unread };
  const workload = Object.fromEntries(counts.map(({ field, count }) => [field, count])) as unknown as Workload;
  if (uncachedOf(workload) < 0) return { isValid: false, fault: 'cache_exceeds_prompt', fields: CACHE_FIELDS };
  return { isValid: true, workload };
}

/** Writes a workload into an address and leaves the rest of it alone. */
export function withWorkload(query: URLSearchParams, workload: Workload): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const field of WORKLOAD_FIELDS) next.set(WORKLOAD_KEYS[field], String(workload[field]));
  return next;
}

/** The five buckets that one request of a valid workload is billed by. */
export function billedTokensOf(workload: Workload): BilledTokens {
  const { cacheRead, cacheWrite5m, cacheWrite1h, output } = workload;
  return { input: uncachedOf(workload), cacheRead, cacheWrite5m, cacheWrite1h, output };
}

/** Exact: the ledger's own price of one request, times whole numbers. */
export function costOfWorkload(workload: Workload, rates: Rates): WorkloadCost {
  const request = costOf(billedTokensOf(workload), rates);
  const perDay = nanoUsd(request.cost * BigInt(workload.requestsPerDay));
  return { request, perDay, perMonth: nanoUsd(perDay * BigInt(DAYS_PER_MONTH)) };
}

export const cachedTokensOf = ({ cacheRead, cacheWrite5m, cacheWrite1h }: Workload): number =>
  cacheRead + cacheWrite5m + cacheWrite1h;

const uncachedOf = (workload: Workload): number => workload.prompt - cachedTokensOf(workload);

const PLAIN = /^\d{1,9}$/;
const GROUPED = /^\d{1,3}(?:[.,'’\s]\d{3}){1,2}$/;

/** `60000`, also as people group it: `60,000`, `60.000`, `60 000`. Nothing at all is zero; null is no count. */
function toCount(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === '') return 0;
  return PLAIN.test(trimmed) || GROUPED.test(trimmed) ? Number(trimmed.replace(/\D/g, '')) : null;
}
