import 'server-only';
import { pool } from './pool.ts';
import type { Database } from './statement.ts';

/** Runs statements of our own on one connection, so that all of them happen or none. */
export async function sqlTransaction<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  let failure: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((broken: Error) => {
      failure = broken; // the connection itself is gone, and must not go back to the pool
    });
    throw error;
  } finally {
    client.release(failure);
  }
}
