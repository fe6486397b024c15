import 'server-only';
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packagesFolder } from './build/packages.ts';
import { servingUnderUs } from './child.ts';
import { NEXT_CLI, ROOT, SOURCES } from './folders.ts';
import { type KeptProcess, keepProcess } from './kept-process.ts';
import { whenAccepting } from './local-port.ts';

export interface PortalOptions {
  isDev: boolean;
  port: number;
  env: NodeJS.ProcessEnv;
}

/** Time limit for pages that are still being sent. */
const STOP_TIMEOUT_MS = 5_000;

/** Runs Next in a process of its own, for this machine only. */
export const startPortal = (options: PortalOptions): KeptProcess =>
  keepProcess({
    name: 'portal',
    launch: () => {
      const child = spawnNext(options);
      return { child, ready: whenAccepting(options.port, child) };
    },
    leave: (child) => void child.kill('SIGTERM'),
    leaveTimeoutMs: STOP_TIMEOUT_MS,
  });

function spawnNext({ isDev, port, env: given }: PortalOptions): ChildProcess {
  const { execArgv, env } = servingUnderUs(given, 'inside-next.ts');
  const next = join(isDev ? ROOT : packagesFolder(), NEXT_CLI); // a build and its Next must share one React
  const command = [next, isDev ? 'dev' : 'start', '--port', String(port), '--hostname', '127.0.0.1'];
  // Room for the headers that the public server accepts, and for those it adds.
  const options = ['--disable-warning=ExperimentalWarning', '--max-http-header-size=65536', ...execArgv];
  const child = spawn(process.execPath, [...options, ...command], {
    cwd: SOURCES,
    env,
    detached: true, // Ctrl-C must not reach it: the supervisor stops it after the streams
    stdio: ['ignore', isDev ? 'inherit' : 'pipe', 'inherit', 'ipc'],
  });
  // Next prints its internal address, which is of no use. Lines in JSON are those of our own log.
  if (child.stdout)
    createInterface(child.stdout).on('line', (line) => line.startsWith('{') && process.stdout.write(`${line}\n`));
  return child;
}
