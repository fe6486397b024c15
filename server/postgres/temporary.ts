import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../free-port.ts';
import { DATABASE_USER, startCluster } from './cluster.ts';
import { findOwner } from './owner.ts';

/** Settings that trade durability for speed: right for data nobody keeps. */
const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

export interface TemporaryCluster {
  /** Address of a database on this server, which the caller creates unless it is `postgres`. */
  url(database: string): string;
  pid: number;
  stop(): Promise<void>;
}

/** A PostgreSQL server with empty data below the system's temporary folder, which goes when it stops. */
export async function startTemporaryCluster(settings: Record<string, string> = FORGETFUL): Promise<TemporaryCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'tokenhub-postgres-'));
  const { uid, gid } = findOwner();
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  const password = randomBytes(16).toString('hex');
  const port = await findFreePort();
  const cluster = await startCluster({ directory: join(folder, 'data'), port, password, settings });
  return {
    url: (database) => `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${port}/${database}`,
    pid: cluster.pid,
    stop: async () => {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
