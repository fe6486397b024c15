import { type NanoUsd, toUsd } from '#lib/billing/money.ts';
import type { KeyMode, Outcome } from '#lib/db/generated/enums.ts';
import { offsetAt, QUARTER_MS } from '../time/clock.ts';
import { dayOf } from '../time/wall-time.ts';

/** One request in an export: all its recorded columns. */
export interface ExportRow {
  requestId: string;
  settledAt: Date;
  createdAt: Date;
  keyId: string;
  keyName: string | null;
  mode: KeyMode;
  requestedModel: string;
  model: string;
  outcome: Outcome;
  statusCode: number;
  errorCode: string | null;
  finishReason: string | null;
  isStreamed: boolean;
  isEstimated: boolean;
  inputTokens: number;
  cacheWrite5mTokens: number;
  cacheWrite1hTokens: number;
  cacheReadTokens: number;
  outputTokens: number;
  reasoningTokens: number;
  priceId: string | null;
  cost: NanoUsd;
  absorbed: NanoUsd;
  held: NanoUsd;
  attempts: number;
  firstTokenMs: number | null;
  durationMs: number;
  endUser: string | null;
  upstreamId: string | null;
  metadata: Record<string, unknown> | null;
  adjustments: readonly string[];
  endpoint: string;
  provider: string;
  tags: readonly string[];
  sessionId: string | null;
}

/** JSON values; money and moments are exact text. */
export type Value = string | number | boolean | null | readonly string[] | Record<string, unknown>;

interface Column {
  name: string;
  read: (row: ExportRow, place: Place) => Value;
}

/** The reader's time zone, which determines the day. */
export interface Place {
  zone: string;
  offsetAt: (at: number) => number;
}

/** In the order of the file. The names are the API's and never change. */
export const COLUMNS = [
  { name: 'request_id', read: (row) => row.requestId },
  { name: 'settled_at', read: (row) => row.settledAt.toISOString() },
  {
    name: 'settled_day',
    read: ({ settledAt }, place) => dayOf(settledAt.getTime() + place.offsetAt(settledAt.getTime())),
  },
  { name: 'zone', read: (_, place) => place.zone },
  { name: 'created_at', read: (row) => row.createdAt.toISOString() },
  { name: 'key_id', read: (row) => row.keyId },
  { name: 'key_name', read: (row) => row.keyName },
  { name: 'mode', read: (row) => row.mode },
  { name: 'requested_model', read: (row) => row.requestedModel },
  { name: 'model', read: (row) => row.model },
  { name: 'outcome', read: (row) => row.outcome },
  { name: 'status_code', read: (row) => row.statusCode },
  { name: 'error_code', read: (row) => row.errorCode },
  { name: 'finish_reason', read: (row) => row.finishReason },
  { name: 'is_streamed', read: (row) => row.isStreamed },
  { name: 'is_estimated', read: (row) => row.isEstimated },
  { name: 'input_tokens', read: (row) => row.inputTokens },
  { name: 'cache_write_5m_tokens', read: (row) => row.cacheWrite5mTokens },
  { name: 'cache_write_1h_tokens', read: (row) => row.cacheWrite1hTokens },
  { name: 'cache_read_tokens', read: (row) => row.cacheReadTokens },
  { name: 'output_tokens', read: (row) => row.outputTokens },
  { name: 'reasoning_tokens', read: (row) => row.reasoningTokens },
  { name: 'price_id', read: (row) => row.priceId },
  { name: 'cost_usd', read: (row) => toUsd(row.cost) },
  { name: 'absorbed_usd', read: (row) => toUsd(row.absorbed) },
  { name: 'held_usd', read: (row) => toUsd(row.held) },
  { name: 'attempts', read: (row) => row.attempts },
  { name: 'first_token_ms', read: (row) => row.firstTokenMs },
  { name: 'duration_ms', read: (row) => row.durationMs },
  { name: 'end_user', read: (row) => row.endUser },
  { name: 'upstream_id', read: (row) => row.upstreamId },
  { name: 'metadata', read: (row) => row.metadata },
  { name: 'adjustments', read: (row) => row.adjustments },
  { name: 'endpoint', read: (row) => row.endpoint },
  { name: 'provider', read: (row) => row.provider },
  { name: 'tags', read: (row) => row.tags.join(',') },
  { name: 'session_id', read: (row) => row.sessionId },
] as const satisfies readonly Column[];

export type ColumnName = (typeof COLUMNS)[number]['name'];

/** Clock changes happen on quarters of an hour only, and most rows share the quarter of the previous row. */
export function placeIn(zone: string): Place {
  let quarter = Number.NaN;
  let offset = 0;
  return {
    zone,
    offsetAt: (at) => {
      if (Math.floor(at / QUARTER_MS) !== quarter) {
        quarter = Math.floor(at / QUARTER_MS);
        offset = offsetAt(zone, at);
      }
      return offset;
    },
  };
}
