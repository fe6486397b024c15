import { chownSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findFreePort } from '#server/local-port.ts';
import { APPLICATION, provideDatabase } from '#server/postgres/application.ts';
import { ADMINISTRATOR, addressAt, type Cluster, startCluster } from '#server/postgres/cluster.ts';
import { findOwner } from '#server/postgres/owner.ts';
import { DATABASE } from '#server/postgres/state.ts';

const MIGRATIONS = join(import.meta.dirname, '../../../../prisma/migrations/*/migration.sql');

/** A test's own PostgreSQL that can be stopped and restarted with its data, at the same address. */
export interface RestartableCluster {
  url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** SIGKILL, so that it must recover. */
  kill(): Promise<void>;
  remove(): Promise<void>;
}

export async function createRestartableCluster(): Promise<RestartableCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'tokenhub-postgres-'));
  const { uid, gid } = findOwner();
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  const options = { directory: join(folder, 'data'), port: await findFreePort(), password: 'test' };
  const { port, password } = options;
  const url = addressAt(port, { user: APPLICATION, password }, DATABASE);
  let cluster: Cluster | undefined = await startCluster(options);
  const adminUrl = (database: string) => addressAt(port, { user: ADMINISTRATOR, password }, database);
  await provideDatabase({ adminUrl, database: DATABASE, password });
  await migrate(url);

  async function end(work: (running: Cluster) => Promise<void>): Promise<void> {
    const running = cluster;
    cluster = undefined;
    if (running) await work(running);
  }
  const stop = () => end((running) => running.stop());
  return {
    url,
    start: async () => {
      cluster = await startCluster(options);
    },
    stop,
    kill: () =>
      end(async ({ pid, exited }) => {
        process.kill(pid, 'SIGKILL');
        await exited;
      }),
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function migrate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const file of globSync(MIGRATIONS).sort()) await client.query(readFileSync(file, 'utf8'));
  await client.end();
}
