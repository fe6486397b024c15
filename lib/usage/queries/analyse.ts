import 'server-only';
import type pg from 'pg';
import { pool } from '#lib/db/pool.ts';
import { type Database, exactTypes } from '#lib/db/statement.ts';

/** Enough to hash thousands of groups; with PostgreSQL's default of four megabytes they would be sorted on disk. */
const MEMORY = '32MB';

/** Runs a statement that sums many groups, with enough memory to hash them. */
export async function analyse<Row extends pg.QueryResultRow>(
  { text, values }: { text: string; values: unknown[] },
  database: Database = pool(),
): Promise<Row[]> {
  if (database !== pool()) return (await database.query<Row>({ text, values, types: exactTypes })).rows;
  const client = await pool().connect();
  let failure: Error | undefined;
  try {
    await client.query(`BEGIN READ ONLY; SET LOCAL work_mem = '${MEMORY}'`);
    const { rows } = await client.query<Row>({ text, values, types: exactTypes });
    await client.query('COMMIT');
    return rows;
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    // A connection with a failed transaction is discarded.
    client.release(failure);
  }
}
