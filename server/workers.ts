import 'server-only';
import type { ChildProcess } from 'node:child_process';
import cluster from 'node:cluster';
import { join } from 'node:path';
import { log } from '#lib/log.ts';
import { serveRateLimits } from '#lib/rate-limit/store/cluster-primary.ts';
import { type KeptProcess, keepProcess } from './kept-process.ts';
import { acceptWithoutTurns } from './port.ts';

/**
 * What a request leaves behind dies with it, and only the living cost V8 time when it collects. So the young space has room
 * for half a thousand requests (four times the default, and from the start: growing to it would promote what dies soon), and
 * nothing begins its life among the old: V8 would put what long streams are made of there, and each dead object there keeps
 * all the young ones that it names until the next full collection. Together a fifth of a whole answer's time.
 */
const MEMORY = ['--min-semi-space-size=64', '--max-semi-space-size=64', '--no-allocation-site-pretenuring'];

/**
 * Each request is the same work again, so it is compiled well after half as many calls as V8 would wait for: a new process is at
 * its full speed after three seconds of full load instead of seven. Sooner still, the compiler gets in the way of the first requests.
 */
const COMPILER = ['--invocation-count-for-maglev=200', '--invocation-count-for-turbofan=1500'];

export interface WorkersOptions {
  env: NodeJS.ProcessEnv;
  /** How long a gateway may take to finish what it does. */
  drainTimeoutMs: number;
  /** Called before each gateway listens. */
  beforeListening?(): Promise<void>;
  /** Tests run a smaller one. */
  program?: string;
}

export interface Workers {
  /** Resolves when every gateway process listens; rejects when one ends before that. */
  ready: Promise<void>;
  /** Starts fresh processes, and lets the old ones finish what they do. */
  replace(): void;
  /** Lets what runs finish, then ends every process. */
  stop(): Promise<void>;
}

/** Runs `count` gateway processes that share one port, and starts another one for each that ends or hangs. */
export function startWorkers(count: number, options: WorkersOptions): Workers {
  const { program = join(import.meta.dirname, 'gateway.ts') } = options;
  acceptWithoutTurns();
  cluster.setupPrimary({ exec: program, execArgv: [...process.execArgv, ...MEMORY, ...COMPILER] });
  if (count > 1) serveRateLimits();
  const workers = Array.from({ length: count }, () => startWorker(options));
  return {
    ready: Promise.all(workers.map(({ ready }) => ready)).then(() => {}),
    replace: () => {
      for (const worker of workers) {
        worker
          .replace((child) => tell(child, 'make way'))
          .catch(() =>
            log.warn({ process: 'gateway' }, 'the changed gateway does not start; the one before it goes on'),
          );
      }
    },
    stop: () => Promise.all(workers.map((worker) => worker.stop())).then(() => {}),
  };
}

const KILL_AFTER_DRAIN_MS = 10_000;

const startWorker = ({ env, drainTimeoutMs, beforeListening = async () => {} }: WorkersOptions): KeptProcess =>
  keepProcess({
    name: 'gateway',
    launch: () => {
      const child = cluster.fork(env).process;
      const ready = new Promise<void>((resolve) => {
        child.on('message', (message) => {
          if (message === 'prepared') void beforeListening().then(() => tell(child, 'listen'));
          if (message === 'listening') resolve();
        });
      });
      return { child, ready };
    },
    leave: (child) => tell(child, 'drain'),
    leaveTimeoutMs: drainTimeoutMs + KILL_AFTER_DRAIN_MS,
  });

function tell(child: ChildProcess, what: 'listen' | 'drain' | 'make way'): void {
  if (child.connected) child.send(what, () => {}); // it may end at this moment
}
