import 'server-only';
import pg from 'pg';
import { syncPrices } from '#lib/billing/ledger/sync-prices.ts';
import { migrate } from '#lib/db/migrate.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { StartError } from './start-error.ts';

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Brings the database to what this version expects: its tables, and the prices it sells at. Two starts at once do it once.
 * @throws StartError when the database does not answer
 */
export async function prepareDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  await client.connect().catch((cause: Error) => {
    throw new StartError(`The database of DATABASE_URL does not answer: ${cause.message || String(cause)}`, { cause });
  });
  try {
    await migrate(url);
    await syncPrices(CATALOG, client);
  } finally {
    await client.end();
  }
}
