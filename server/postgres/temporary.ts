import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../local-port.ts';
import { APPLICATION, provideDatabase } from './application.ts';
import { ADMINISTRATOR, addressAt, startCluster } from './cluster.ts';
import { findOwner } from './owner.ts';

/** Settings that trade durability for speed, for temporary data. */
const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

export interface TemporaryCluster {
  /** The application's address of a database. */
  url(database: string): string;
  adminUrl(database: string): string;
  /** Creates a database for the application. */
  provide(database: string): Promise<void>;
  pid: number;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL server with empty data in a temporary folder, which is deleted when the server stops. */
export async function startTemporaryCluster(settings: Record<string, string> = FORGETFUL): Promise<TemporaryCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'tokenhub-postgres-'));
  const { uid, gid } = findOwner();
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  const password = randomBytes(16).toString('hex');
  const port = await findFreePort();
  const cluster = await startCluster({ directory: join(folder, 'data'), port, password, settings });
  const adminUrl = (database: string) => addressAt(port, { user: ADMINISTRATOR, password }, database);
  return {
    url: (database) => addressAt(port, { user: APPLICATION, password }, database),
    adminUrl,
    provide: (database) => provideDatabase({ adminUrl, database, password }),
    pid: cluster.pid,
    stop: async () => {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
