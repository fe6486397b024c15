import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type Lock, tryLock } from '../lock.ts';
import { startOf } from '../process-identity.ts';
import { StartError } from '../start-error.ts';
import { addressOf, adminAddressOf, readState } from './state.ts';

const PATIENCE_MS = 15_000;
const LOOK_AGAIN_MS = 100;
const CONNECT_TIMEOUT_MS = 2_000;

/**
 * Returns the address of the server that runs on this data, waiting while another process starts it, or else the right
 * to start one.
 * @param exclusive another process's server is not shared, but waited for until it has ended
 * @throws StartError when that takes too long
 */
export async function findOrClaim(
  data: string,
  { folder, exclusive }: { folder: string; exclusive: boolean },
): Promise<string | Lock> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const state = exclusive ? null : readState(data);
    if (state?.keeper && (await answersFor(folder, adminAddressOf(state, 'postgres')))) return addressOf(state);
    const lock = hasKeeper(data) ? null : tryLock(join(data, 'database.lock'));
    if (lock) return lock;
    if (performance.now() > deadline) throw new StartError(whyInUse(data));
    await delay(LOOK_AGAIN_MS);
  }
}

/** A server without its keeper is about to be stopped. */
function hasKeeper(data: string): boolean {
  const keeper = readState(data)?.keeper;
  return keeper ? startOf(keeper.pid) === keeper.startedAt : false;
}

function whyInUse(data: string): string {
  const pid = readState(data)?.keeper?.pid;
  return pid === undefined
    ? 'Another TokenHub is starting the database of this data.'
    : `A TokenHub command still uses this data (its database is kept by process ${pid}).`;
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
