import type { NanoUsd } from '#lib/billing/money.ts';
import { type Bind, filterSql, type UsageFilter } from './filter.ts';

/** What requests are looked for. Beyond what usage is filtered by, only the requests themselves can tell. */
export interface LogFilter extends UsageFilter {
  /** A request's id, upstream's id of it, or the id a client saw: `req_…`, `msg_…`, `chatcmpl-…`. */
  id?: string;
  errorCode?: readonly string[];
  minCost?: NanoUsd;
  minDurationMs?: number;
  isStreamed?: boolean;
}

/** Whether hourly sums can answer it. */
export const isSummed = ({ id, errorCode, minCost, minDurationMs, isStreamed }: LogFilter): boolean =>
  id === undefined &&
  !errorCode?.length &&
  minCost === undefined &&
  minDurationMs === undefined &&
  isStreamed === undefined;

/** Whether an index finds the rows, however many others there are. */
export const isDirect = (filter: LogFilter): boolean =>
  isRequestId(filter.id ?? '') ||
  Object.values(filter).every((value) => value === undefined || (Array.isArray(value) && value.length === 0));

/** As conditions on `usage_record`. */
export function logFilterSql(filter: LogFilter, bind: Bind, account: string): string {
  const own = [
    ...idSql(filter.id, bind),
    ...(filter.errorCode?.length ? [`error_code = ANY (${bind(filter.errorCode)}::text[])`] : []),
    ...(filter.minCost === undefined ? [] : [`cost >= ${bind(filter.minCost)}`]),
    ...(filter.minDurationMs === undefined ? [] : [`duration_ms >= ${bind(filter.minDurationMs)}`]),
    ...(filter.isStreamed === undefined ? [] : [`is_streamed = ${bind(filter.isStreamed)}`]),
  ];
  return filterSql(filter, bind, { account, tags: 'array' }) + own.map((condition) => ` AND ${condition}`).join('');
}

/** One of ours is in an index, and an upstream's is not; with both in one condition, neither would be. */
const idSql = (id: string | undefined, bind: Bind): string[] => {
  if (id === undefined) return [];
  return [isRequestId(id) ? `request_id = ${bind(toRequestId(id))}` : `upstream_id = ${bind(id.trim())}`];
};

const isRequestId = (id: string): boolean => /^\s*(?:req_|chatcmpl-)/.test(id);

/** An answer's id is its request's with another prefix. */
const toRequestId = (id: string): string => id.trim().replace(/^chatcmpl-/, 'req_');
