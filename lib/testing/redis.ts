import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { findFreePort } from '#server/local-port.ts';

/** A test's own Redis, without a disk, that can be killed and restarted at the same address. */
export interface TestRedis {
  url: string;
  start(): Promise<void>;
  /** SIGKILL: its counts are lost. */
  kill(): Promise<void>;
}

const NAMES = ['redis-server', 'valkey-server'];

/** No npm package contains Redis, so tests use an installed one. */
export const REDIS_BINARY = NAMES.find((name) => spawnSync(name, ['--version']).status === 0);

export async function startRedis(): Promise<TestRedis> {
  const port = await findFreePort();
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    server = spawn(REDIS_BINARY ?? '', options, { stdio: ['ignore', 'pipe', 'ignore'] });
    const lines = createInterface({ input: server.stdout as NonNullable<ChildProcess['stdout']> });
    for await (const line of lines) if (line.includes('Ready to accept connections')) return;
    throw new Error('Redis ended before it was ready.');
  }

  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    async kill() {
      if (!server || server.exitCode !== null || server.signalCode !== null) return;
      server.kill('SIGKILL');
      await once(server, 'exit');
    },
  };
}
