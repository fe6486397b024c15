import { setTimeout as delay } from 'node:timers/promises';
import { type Cluster, type ClusterOptions, startCluster } from './cluster.ts';

/**
 * Owns a PostgreSQL server for the process that forked it, in a process group of its own: signals meant for the others
 * pass it by, and when its parent is gone, however that happened, it lets the last sessions finish and stops the server.
 */
export type KeeperNews = { ready: number } | { failure: string };

const SESSIONS_GRACE_MS = 5_000;
const RETRY_MS = 100;
const LEFTOVERS_MS = 10_000;
const LEFTOVERS = /pre-existing shared memory block/;

const parentIsGone = new Promise<'gone'>((resolve) => process.once('disconnect', () => resolve('gone')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
process.once('message', (options: ClusterOptions) => void keep(options));

async function keep(options: ClusterOptions): Promise<void> {
  try {
    const cluster = await start(options);
    tell({ ready: cluster.pid });
    await (await keepAlive(cluster, options)).stop(SESSIONS_GRACE_MS);
  } catch (error) {
    tell({ failure: error instanceof Error ? error.message : String(error) });
  }
  process.exit();
}

/** Starts the server again, at the same port, each time it ends on its own. Resolves when the parent is gone. */
async function keepAlive(cluster: Cluster, options: ClusterOptions): Promise<Cluster> {
  let current = cluster;
  while ((await Promise.race([current.exited, parentIsGone])) !== 'gone') {
    current = await startAgain(options);
  }
  return current;
}

async function startAgain(options: ClusterOptions): Promise<Cluster> {
  for (;;) {
    try {
      return await start(options);
    } catch (error) {
      if (!process.connected) throw error;
      await delay(RETRY_MS);
    }
  }
}

/** The processes of a server that was killed need a moment to notice; until then its data cannot be opened. */
async function start(options: ClusterOptions): Promise<Cluster> {
  const deadline = performance.now() + LEFTOVERS_MS;
  for (;;) {
    try {
      return await startCluster(options);
    } catch (error) {
      if (!LEFTOVERS.test(String(error)) || performance.now() > deadline) throw error;
      await delay(RETRY_MS);
    }
  }
}

function tell(news: KeeperNews): void {
  if (process.connected) process.send?.(news);
}
