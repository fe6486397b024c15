import 'server-only';
import { pool } from '#lib/db/pool.ts';
import { statement } from '#lib/db/statement.ts';

const MONTHS_AHEAD = 3;

const addParts = statement('usage_add_parts', 'SELECT add_usage_parts($1)');

/**
 * Creates the partitions for the requests of the next months. Runs daily; if it does not run for three months, requests
 * go to `usage_record_rest`, where queries find them too.
 */
export async function addUsageParts(): Promise<void> {
  await addParts(pool(), [MONTHS_AHEAD]);
}
