import 'server-only';
import type pg from 'pg';
import { pool } from '#lib/db/pool.ts';
import { type Database, exactTypes } from '#lib/db/statement.ts';

/** Thousands of groups with all their sums; in the four megabytes that PostgreSQL allows by itself, they are sorted on disk. */
const MEMORY = '32MB';

/** The rows of a statement that sums up many groups, with memory to hash them in. */
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
    // A connection whose transaction is broken is thrown away with it.
    client.release(failure);
  }
}
