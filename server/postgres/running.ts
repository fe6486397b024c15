import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { findInstance } from '../instance.ts';
import { startOf } from '../process-identity.ts';
import { StartError } from '../start-error.ts';
import { addressOf, adminAddressOf, readState } from './state.ts';

const PATIENCE_MS = 15_000;
const LOOK_AGAIN_MS = 100;
const CONNECT_TIMEOUT_MS = 2_000;

/** The address of the server that runs on this data. One that is about to, because TokenHub is starting, is awaited. */
export async function findRunning(data: string, folder: string): Promise<string | null> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const state = readState(data);
    if (state && (await answersFor(folder, adminAddressOf(state, 'postgres')))) return addressOf(state);
    if (!findInstance(data) || performance.now() > deadline) return null;
    await delay(LOOK_AGAIN_MS);
  }
}

/**
 * Waits until a command that started the server for itself is done with it.
 * @throws StartError when that takes too long
 */
export async function waitForKeeper(data: string): Promise<void> {
  const keeper = readState(data)?.keeper;
  const deadline = performance.now() + PATIENCE_MS;
  while (keeper && startOf(keeper.pid) === keeper.startedAt) {
    if (performance.now() > deadline) {
      throw new StartError(`A TokenHub command still uses this data (its database is kept by process ${keeper.pid}).`);
    }
    await delay(LOOK_AGAIN_MS);
  }
}

/** Asks the server itself which data it serves: the port may belong to another one by now. */
async function answersFor(folder: string, url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return rows[0]?.data_directory === folder;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
