import cluster from 'node:cluster';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openRelease } from '../build/release.ts';

/** A small `npm start`: the gateway alone. Prints the process id of each that listens, and runs until disconnected. */
const folder = await openRelease(() => {});
const { startWorkers }: typeof import('../workers.ts') = await import(
  pathToFileURL(join(folder, 'server/workers.ts')).href
);
cluster.on('message', (worker, message) => message === 'listening' && process.send?.(worker.process.pid));
const workers = startWorkers(1, { env: process.env, drainTimeoutMs: 1_000 });
process.once('disconnect', async () => {
  await workers.stop();
  process.exit();
});
