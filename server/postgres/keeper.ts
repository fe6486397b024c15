import { setTimeout as delay } from 'node:timers/promises';
import { beat } from '../heartbeat.ts';
import { Backoff } from '../restart.ts';
import { type Cluster, type ClusterOptions, startCluster } from './cluster.ts';
import { stopOrphan } from './orphan.ts';

/**
 * Owns a PostgreSQL server for the process that forked it, in a process group of its own: it gets no signals that are
 * meant for the others, and when its parent has ended for any reason, it lets the last sessions finish and stops the
 * server.
 */
export type KeeperNews = { ready: number } | { ended: number } | { failure: string } | 'alive';

const SESSIONS_GRACE_MS = 5_000;

const parentIsGone = new Promise<'gone'>((resolve) => process.once('disconnect', () => resolve('gone')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
process.once('message', (options: ClusterOptions) => void keep(options));
beat();

async function keep(options: ClusterOptions): Promise<void> {
  try {
    await stopOrphan(options.directory); // left by a keeper that was killed
    const cluster = await startCluster(options);
    tell({ ready: cluster.pid });
    await (await keepAlive(cluster, options)).stop(SESSIONS_GRACE_MS);
  } catch (error) {
    tell({ failure: error instanceof Error ? error.message : String(error) });
  }
  process.exit();
}

/** Restarts the server on the same port each time it crashes. Resolves when the parent has ended. */
async function keepAlive(cluster: Cluster, options: ClusterOptions): Promise<Cluster> {
  let current = cluster;
  while ((await Promise.race([current.exited, parentIsGone])) !== 'gone') {
    tell({ ended: current.pid });
    current = await startAgain(options);
  }
  return current;
}

async function startAgain(options: ClusterOptions): Promise<Cluster> {
  const backoff = new Backoff();
  for (;;) {
    try {
      return await startCluster(options);
    } catch (error) {
      if (!process.connected) throw error;
      await delay(backoff.next({ wasReady: false, wasKilled: false }));
    }
  }
}

function tell(news: KeeperNews): void {
  if (process.connected) process.send?.(news, undefined, undefined, () => {}); // the parent may be gone
}
