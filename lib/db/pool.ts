import 'server-only';
import pg, { TypeOverrides } from 'pg';
import { ConfigError, env } from '#lib/config/env.ts';
import type { Database } from './statement.ts';

/** BIGINT arrives as bigint: money never passes through a float. Prisma brings its own parsers and reads the global ones. */
const types = new TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, BigInt);

const STATEMENT_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 2_000;

let shared: pg.Pool | undefined;

/** The process's connections. Prisma and the ledger's own statements draw from the same pool. */
export function pool(): pg.Pool {
  shared ??= openPool();
  return shared;
}

function openPool(): pg.Pool {
  if (!env.DATABASE_URL) throw new ConfigError('DATABASE_URL is not set, and no embedded database was started.');
  const opened = new pg.Pool({
    connectionString: env.DATABASE_URL,
    types,
    max: env.DATABASE_POOL,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    application_name: 'tokenhub',
  });
  // A dead idle connection (the server restarted) is replaced at the next query; without a listener, the process would
  // end.
  opened.on('error', () => {});
  return opened;
}

export async function closePool(): Promise<void> {
  const closing = shared;
  shared = undefined;
  await closing?.end();
}

/** Runs statements on one connection as a transaction. */
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
      failure = broken; // the connection is broken, and must not go back to the pool
    });
    throw error;
  } finally {
    client.release(failure);
  }
}
