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

/** As conditions on `usage_record`. */
export function logFilterSql(filter: LogFilter, bind: Bind, account: string): string {
  const own = [
    ...(filter.id === undefined
      ? []
      : [`(request_id = ${bind(toRequestId(filter.id))} OR upstream_id = ${bind(filter.id)})`]),
    ...(filter.errorCode?.length ? [`error_code = ANY (${bind(filter.errorCode)}::text[])`] : []),
    ...(filter.minCost === undefined ? [] : [`cost >= ${bind(filter.minCost)}`]),
    ...(filter.minDurationMs === undefined ? [] : [`duration_ms >= ${bind(filter.minDurationMs)}`]),
    ...(filter.isStreamed === undefined ? [] : [`is_streamed = ${bind(filter.isStreamed)}`]),
  ];
  return filterSql(filter, bind, { account, tags: 'tags' }) + own.map((condition) => ` AND ${condition}`).join('');
}

/** An answer's id is its request's with another prefix. */
const toRequestId = (id: string): string => id.trim().replace(/^chatcmpl-/, 'req_');
