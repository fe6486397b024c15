import { normaliseCount } from '#lib/normalise.ts';
import { CACHE_FIELDS, uncachedTokensOf, WORKLOAD_PRESETS, type Workload, type WorkloadField } from './workload.ts';

export const WORKLOAD_KEYS = {
  prompt: 'prompt',
  cacheRead: 'read',
  cacheWrite5m: 'write5m',
  cacheWrite1h: 'write1h',
  output: 'output',
  requestsPerDay: 'day',
} as const satisfies Record<WorkloadField, string>;

const WORKLOAD_FIELDS = Object.keys(WORKLOAD_KEYS) as WorkloadField[];

type WorkloadFault = 'not_a_count' | 'cache_exceeds_prompt';

/** The parsed form or query: a workload, or the fault and its fields. */
export type WorkloadReading =
  | { isValid: true; workload: Workload }
  | { isValid: false; fault: WorkloadFault; fields: readonly WorkloadField[] };

/** The text of a field: the query's, or the first preset's value without one. */
export const workloadText = (query: URLSearchParams, field: WorkloadField): string =>
  query.get(WORKLOAD_KEYS[field]) ?? String(WORKLOAD_PRESETS.chat[field]);

/** Parses the workload of a query; the first preset fills absent fields. */
export function readWorkload(query: URLSearchParams): WorkloadReading {
  const counts = WORKLOAD_FIELDS.map((field) => ({ field, count: toCount(workloadText(query, field)) }));
  const unread = counts.filter(({ count }) => count === null).map(({ field }) => field);
  if (unread.length > 0) return { isValid: false, fault: 'not_a_count', fields: unread };
  const workload = Object.fromEntries(counts.map(({ field, count }) => [field, count])) as unknown as Workload;
  if (uncachedTokensOf(workload) < 0) return { isValid: false, fault: 'cache_exceeds_prompt', fields: CACHE_FIELDS };
  return { isValid: true, workload };
}

/** Writes a workload into a query and keeps its other parameters. */
export function withWorkload(query: URLSearchParams, workload: Workload): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const field of WORKLOAD_FIELDS) next.set(WORKLOAD_KEYS[field], String(workload[field]));
  return next;
}

/** An empty text is zero; null is an invalid count. */
function toCount(text: string): number | null {
  const count = normaliseCount(text);
  return /^\d{0,9}$/.test(count) ? Number(count) : null;
}
