import type { NanoUsd } from '#lib/billing/money.ts';
import { type Bind, filterSql, type UsageFilter } from './filter.ts';

/** The filter of the log. Fields beyond the usage filter require reading the requests themselves. */
export interface LogFilter extends UsageFilter {
  /** A request's id, upstream's id of it, or the id a client saw: `req_…`, `msg_…`, `chatcmpl-…`. */
  id?: string;
  errorCode?: readonly string[];
  minCost?: NanoUsd;
  minDurationMs?: number;
  isStreamed?: boolean;
}

/** Whether hourly sums can answer the filter. */
export const isSummed = ({ id, errorCode, minCost, minDurationMs, isStreamed }: LogFilter): boolean =>
  id === undefined &&
  !errorCode?.length &&
  minCost === undefined &&
  minDurationMs === undefined &&
  isStreamed === undefined;

/** Whether an index finds the rows, among any number of others. */
export const isDirect = (filter: LogFilter): boolean =>
  isRequestId(filter.id ?? '') || isEverything({ ...filter, session: [] });

export const isEverything = (filter: LogFilter): boolean =>
  Object.values(filter).every((value) => value === undefined || (Array.isArray(value) && value.length === 0));

/** The filter as conditions on `usage_record`. */
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

/** Our ids and upstream's have separate indexes; a single condition over both would use neither. */
const idSql = (id: string | undefined, bind: Bind): string[] => {
  if (id === undefined) return [];
  return [isRequestId(id) ? `request_id = ${bind(toRequestId(id))}` : `upstream_id = ${bind(id.trim())}`];
};

const isRequestId = (id: string): boolean => /^\s*(?:req_|chatcmpl-)/.test(id);

/** A completion's id is the request's id with another prefix. */
const toRequestId = (id: string): string => id.trim().replace(/^chatcmpl-/, 'req_');
