import 'server-only';
import { pool } from '#lib/db/pool.ts';
import { statement } from '#lib/db/statement.ts';

const MONTHS_AHEAD = 3;

const addParts = statement('usage_add_parts', 'SELECT add_usage_parts($1)');

/**
 * Makes the tables in which the requests of the next months will be. Meant for each day: missed for three months, requests go to
 * `usage_record_rest`, where they are found all the same.
 */
export async function addUsageParts(): Promise<void> {
  await addParts(pool(), [MONTHS_AHEAD]);
}
