import 'server-only';
import type { KeyMode, Outcome } from '#lib/db/generated/enums.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import { sessionOf } from './session.ts';
import { toStorableJson } from './storable.ts';
import { tagsOf } from './tags.ts';
import type { Endpoint } from './view/vocabulary.ts';

/** One finished request: every column of its usage row except the three set by the ledger (cost, held, absorbed). */
export interface UsageRecordInput {
  requestId: string;
  accountId: string;
  keyId: string;
  mode: KeyMode;
  requestedModel: string;
  /** The catalog id of the model that answered. */
  model: string;
  upstreamId: string | null;
  outcome: Outcome;
  statusCode: number;
  errorCode: string | null;
  finishReason: string | null;
  stopReason: string | null;
  isStreamed: boolean;
  isEstimated: boolean;
  inputTokens: number;
  cacheWrite5mTokens: number;
  cacheWrite1hTokens: number;
  cacheReadTokens: number;
  outputTokens: number;
  reasoningTokens: number;
  /** As reported by upstream. */
  upstreamUsage: unknown;
  /** Upstream's usage of a response that was replaced by a second one: not delivered, not billed. */
  discardedUsage: unknown;
  priceId: string | null;
  remainderPico: number;
  endUser: string | null;
  metadata: Record<string, unknown> | null;
  adjustments: readonly string[];
  attempts: number;
  firstTokenMs: number | null;
  durationMs: number;
  /** When the request arrived. */
  createdAt: Date;
  /** The dialect of the request. */
  endpoint?: Endpoint;
  /** The provider that answered. */
  provider?: string;
  /** The tags of the header and of `metadata.tags`. */
  tags?: readonly string[];
  /** The header, which overrides `metadata.session_id`. */
  sessionId?: string | null;
}

const COLUMN = {
  requestId: 'request_id',
  accountId: 'account_id',
  keyId: 'key_id',
  mode: 'mode',
  requestedModel: 'requested_model',
  model: 'model',
  upstreamId: 'upstream_id',
  outcome: 'outcome',
  statusCode: 'status_code',
  errorCode: 'error_code',
  finishReason: 'finish_reason',
  stopReason: 'stop_reason',
  isStreamed: 'is_streamed',
  isEstimated: 'is_estimated',
  inputTokens: 'input_tokens',
  cacheWrite5mTokens: 'cache_write_5m_tokens',
  cacheWrite1hTokens: 'cache_write_1h_tokens',
  cacheReadTokens: 'cache_read_tokens',
  outputTokens: 'output_tokens',
  reasoningTokens: 'reasoning_tokens',
  upstreamUsage: 'upstream_usage',
  discardedUsage: 'discarded_usage',
  priceId: 'price_id',
  remainderPico: 'remainder_pico',
  endUser: 'end_user',
  metadata: 'metadata',
  adjustments: 'adjustments',
  attempts: 'attempts',
  firstTokenMs: 'first_token_ms',
  durationMs: 'duration_ms',
  createdAt: 'created_at',
  endpoint: 'endpoint',
  provider: 'provider',
  tags: 'tags',
  sessionId: 'session_id',
} as const satisfies Record<keyof UsageRecordInput, string>;

const FIELDS = Object.entries(COLUMN) as [keyof UsageRecordInput, string][];

/** The columns of an INSERT; with `from`, of that alias. Named, so that a column added later keeps its default. */
export const usageColumns = (from = ''): string => FIELDS.map(([, column]) => from + column).join(', ');

/** A row by the table's column names, for `usageRows`. */
export function toUsageRow(usage: UsageRecordInput): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [field, column] of FIELDS) row[column] = usage[field];
  row[COLUMN.endpoint] ??= 'chat';
  row[COLUMN.provider] ??= 'anthropic';
  row[COLUMN.tags] = tagsOf(usage.tags, usage.metadata);
  row[COLUMN.sessionId] = sessionOf(usage.sessionId, usage.metadata);
  row[COLUMN.createdAt] = usage.createdAt.toISOString(); // text, because `JSON.stringify` is slow for a Date
  return row;
}

/** Rows for `usageRows`. Requests of a batch are alike, so each after the first has only the columns that differ from it. */
export function encodeUsageRows(rows: readonly Record<string, unknown>[]): string {
  const [first = {}] = rows;
  return toStorableJson(rows.map((row) => (row === first ? row : differenceOf(row, first))));
}

function differenceOf(row: Record<string, unknown>, first: Record<string, unknown>): Record<string, unknown> {
  const difference: Record<string, unknown> = {};
  for (const column in row) if (!isSame(row[column], first[column])) difference[column] = row[column];
  for (const column in first) if (!(column in row)) difference[column] = null;
  return difference;
}

const isSame = (one: unknown, other: unknown): boolean => one === other || (isEmpty(one) && isEmpty(other));
const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** The rows of a parameter that `encodeUsageRows` made, for a FROM clause. @param parameter such as `$2` */
export const usageRows = (parameter: string): string =>
  `json_populate_recordset(json_populate_record(NULL::usage_record, ${parameter}::json -> 0), ${parameter}::json)`;

const insertRows = statement(
  'usage_record',
  `INSERT INTO usage_record (${usageColumns()})
   SELECT ${usageColumns()} FROM ${usageRows('$1')}
   ON CONFLICT (request_id) DO NOTHING`,
);

/** Records requests without a hold: those of test keys, and those that failed before a hold was placed. Idempotent. */
export async function recordUsage(database: Database, records: readonly UsageRecordInput[]): Promise<void> {
  await insertRows(database, [encodeUsageRows(records.map(toUsageRow))]);
}
