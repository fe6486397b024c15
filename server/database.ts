import 'server-only';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { syncPrices } from '#lib/billing/ledger/sync-prices.ts';
import type { Env } from '#lib/config/env.ts';
import { migrate } from '#lib/db/migrate.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { clusterFolder, dataFolder, makeDataFolder } from './folders.ts';
import { findFreePort } from './local-port.ts';
import { provideDatabase } from './postgres/application.ts';
import { setPassword } from './postgres/cluster.ts';
import { keepCluster } from './postgres/keep.ts';
import { stopOrphan } from './postgres/orphan.ts';
import { findOrClaim } from './postgres/running.ts';
import { addressOf, adminAddressOf, DATABASE, readState, type ServerState, writeState } from './postgres/state.ts';
import { startOf } from './process-identity.ts';
import { StartError } from './start-error.ts';

export interface OpenDatabase {
  url: string;
  /** Whether this process started the server, which then ends with this process. */
  started: boolean;
  /** The folder of the embedded server's data, or null for a server of the operator's. */
  folder: string | null;
  close(): Promise<void>;
}

type Settings = Pick<Env, 'DATABASE_URL' | 'DATA_DIR' | 'DATABASE_POOL' | 'GATEWAY_WORKERS'>;

const SPARE_CONNECTIONS = 34; // free work, commands, listeners, migrations, and PostgreSQL's own reserve
const nothing = async () => {};

/**
 * Opens the database: DATABASE_URL, else the embedded server that runs on DATA_DIR, else a new embedded server.
 * @param exclusive the server must live as long as this process: one that a command started is not shared, but waited
 * for
 * @throws StartError when the data is in use or cannot be written
 */
export async function openDatabase(settings: Settings, { exclusive = false } = {}): Promise<OpenDatabase> {
  if (settings.DATABASE_URL) return { url: settings.DATABASE_URL, started: false, folder: null, close: nothing };
  const data = dataFolder(settings.DATA_DIR);
  const folder = clusterFolder(data);
  makeDataFolder(data);
  const claim = await findOrClaim(data, { folder, exclusive });
  if (typeof claim === 'string') return { url: claim, started: false, folder, close: nothing };
  try {
    await stopOrphan(folder);
    const { url, stop } = await startEmbedded(settings, data, folder);
    return { url, started: true, folder, close: () => stop().finally(claim.release) };
  } catch (error) {
    claim.release();
    throw error;
  }
}

async function startEmbedded(settings: Settings, data: string, folder: string) {
  const password = await passwordFor(data, folder);
  const applicationPassword = readState(data)?.applicationPassword ?? makePassword();
  const state: ServerState = { port: await findFreePort(), password, applicationPassword, keeper: null };
  writeState(data, state); // before the server learns its passwords: an interrupted start must not lose them
  const connections = (settings.GATEWAY_WORKERS + 1) * settings.DATABASE_POOL + SPARE_CONNECTIONS;
  const options = { directory: folder, ...state, settings: { max_connections: String(connections) } };
  const announce = (pid: number) => writeState(data, { ...state, keeper: { pid, startedAt: startOf(pid) ?? '' } });
  const provided = Promise.withResolvers<void>(); // other processes must not find the server before our database exists
  const { ready, stop } = keepCluster(options, (pid) => void provided.promise.then(() => announce(pid)));
  try {
    await ready;
    const adminUrl = (database: string) => adminAddressOf(state, database);
    await provideDatabase({ adminUrl, database: DATABASE, password: applicationPassword });
    provided.resolve();
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: addressOf(state), stop };
}

async function passwordFor(data: string, folder: string): Promise<string> {
  const known = readState(data)?.password;
  if (known) return known;
  const password = makePassword();
  if (existsSync(join(folder, 'PG_VERSION'))) await setPassword(folder, password);
  return password;
}

const makePassword = (): string => randomBytes(24).toString('hex');

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Migrates the database to this version: its tables, and its prices. Concurrent starts do it once.
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
