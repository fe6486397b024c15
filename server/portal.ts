import 'server-only';
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { log } from '#lib/log.ts';
import { canConnect } from './can-connect.ts';
import { NEXT_CLI, ROOT } from './folders.ts';
import { Backoff } from './restart.ts';

export interface PortalOptions {
  isDev: boolean;
  port: number;
  env: NodeJS.ProcessEnv;
}

export interface Portal {
  /** Resolves when Next accepts connections. */
  ready: Promise<void>;
  stop(): Promise<void>;
}

const LOOK_AGAIN_MS = 50;
/** For pages that are still being sent. */
const STOP_PATIENCE_MS = 5_000;

/** Runs Next in a process of its own, for this machine only, and starts it again when it dies. */
export function startPortal(options: PortalOptions): Portal {
  const backoff = new Backoff();
  let isStopping = false;
  let current: ChildProcess;

  function start(): void {
    const startedAt = performance.now();
    current = spawnNext(options);
    current.once('exit', (code, signal) => {
      if (isStopping) return;
      const delayMs = backoff.next(performance.now() - startedAt);
      log.error({ process: 'portal', code, signal, delayMs }, 'the portal ended and is started again');
      setTimeout(() => isStopping || start(), delayMs);
    });
  }

  start();
  return {
    ready: accepts(options.port, () => isStopping),
    stop: async () => {
      isStopping = true;
      await end(current);
    },
  };
}

function spawnNext({ isDev, port, env }: PortalOptions): ChildProcess {
  // Headers that the front door lets through, and those it adds, have room.
  const options = ['--max-http-header-size=65536', '--import', join(import.meta.dirname, 'inside-next.ts')];
  const command = [NEXT_CLI, isDev ? 'dev' : 'start', '--port', String(port), '--hostname', '127.0.0.1'];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...options, ...command], {
    cwd: ROOT,
    env,
    detached: true, // Ctrl-C is for the supervisor: pages stay up while streams finish
    stdio: ['ignore', isDev ? 'inherit' : 'pipe', 'inherit', 'ipc'],
  });
  // Next greets with an address nobody should use. What it says in JSON are our own log's lines.
  if (child.stdout)
    createInterface(child.stdout).on('line', (line) => line.startsWith('{') && process.stdout.write(`${line}\n`));
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
  await exited;
  clearTimeout(insist);
}

async function accepts(port: number, isStopping: () => boolean): Promise<void> {
  while (!isStopping() && !(await canConnect(port))) await delay(LOOK_AGAIN_MS);
}
