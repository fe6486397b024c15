import 'server-only';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';

export interface ModelUse {
  keyId: string;
  /** As spelled in the request. */
  model: string;
}

const findUses = statement<{ key_id: string; requested_model: string }>(
  'usage_models_used',
  `SELECT DISTINCT key_id, requested_model FROM usage_hour
   WHERE account_id = $1 AND hour >= date_trunc('hour', $2::timestamptz, 'UTC') AND requests > 0`,
);

/** The models that the account's keys requested since the hour of a moment. */
export async function modelsUsed(accountId: string, since: Date, database: Database = pool()): Promise<ModelUse[]> {
  const rows = await findUses(database, [accountId, since]);
  return rows.map(({ key_id, requested_model }) => ({ keyId: key_id, model: requested_model }));
}
