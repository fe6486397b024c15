import 'server-only';
import { pool } from '#lib/db/pool.ts';
import { type Database, exactTypes } from '#lib/db/statement.ts';
import type { Period } from '../time/range.ts';

export const SUGGESTED = ['key', 'model', 'member', 'tag', 'endpoint', 'status', 'error'] as const;
export type SuggestedField = (typeof SUGGESTED)[number];

export interface Suggestion {
  value: string;
  /** The display name where it differs: a key's name, a member's name or address. */
  label: string | null;
  requests: number;
}

interface SuggestionQuery {
  accountId: string;
  period: Period;
  field: SuggestedField;
  text?: string;
  limit?: number;
}

const FROM_HOURS =
  "usage_hour u WHERE u.account_id = $1 AND u.hour >= $2::timestamptz - interval '1 hour' AND u.hour < $3";
const NEWEST = 5_000;

/* Each source gives value, label and requests; `u` is an hourly sum, or for errors one of the newest requests. */
const SOURCES: Record<SuggestedField, string> = {
  key: `SELECT key_id AS value, (SELECT name FROM api_key WHERE id = key_id) AS label, sum(requests) AS requests
    FROM ${FROM_HOURS} GROUP BY 1`,
  model: `SELECT model AS value, NULL AS label, sum(requests) AS requests FROM ${FROM_HOURS} AND model <> '' GROUP BY 1`,
  member: `SELECT m.id AS value, coalesce(m.name, m.email) AS label, sum(k.requests) AS requests
    FROM (SELECT key_id, sum(requests) AS requests FROM ${FROM_HOURS} GROUP BY 1) k
    JOIN api_key ON api_key.id = k.key_id JOIN "user" m ON m.id = api_key.created_by_id GROUP BY m.id`,
  tag: `SELECT tag AS value, NULL AS label, sum(requests) AS requests FROM (
      SELECT unnest(string_to_array(tags, ',')) AS tag, sum(requests) AS requests FROM ${FROM_HOURS} AND tags <> ''
      GROUP BY tags) tagged GROUP BY 1`,
  endpoint: `SELECT endpoint AS value, NULL AS label, sum(requests) AS requests FROM ${FROM_HOURS} GROUP BY 1`,
  status: `SELECT status_code::text AS value, NULL AS label, sum(requests) AS requests FROM ${FROM_HOURS} GROUP BY 1`,
  error: `SELECT error_code AS value, NULL AS label, count(*) AS requests FROM (
      SELECT error_code FROM usage_record WHERE account_id = $1 AND settled_at >= $2 AND settled_at < $3
      ORDER BY settled_at DESC, request_id DESC LIMIT ${NEWEST}) newest WHERE error_code IS NOT NULL GROUP BY 1`,
};

/** The filter values that occur in the period, the most used first. */
export async function suggestValues(
  { accountId, period, field, text = '', limit = 20 }: SuggestionQuery,
  database: Database = pool(),
): Promise<Suggestion[]> {
  const { rows } = await database.query<Suggestion>({
    text: `SELECT value, label, requests::int AS requests FROM (${SOURCES[field]}) found
      WHERE $4 = '' OR strpos(lower(value), lower($4)) > 0 OR strpos(lower(coalesce(label, '')), lower($4)) > 0
      ORDER BY requests DESC, value LIMIT $5`,
    values: [accountId, new Date(period.from), new Date(period.to), text, limit],
    types: exactTypes,
  });
  return rows;
}
