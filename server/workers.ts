import 'server-only';
import type { ChildProcess } from 'node:child_process';
import cluster from 'node:cluster';
import { join } from 'node:path';
import { log } from '#lib/log.ts';
import { serveRateLimits } from '#lib/rate-limit/store/cluster-primary.ts';
import { type KeptProcess, keepProcess } from './kept-process.ts';
import { acceptWithoutTurns } from './port.ts';

/**
 * A scavenge costs time in proportion to live objects, so short-lived request data is cheap as long as it is collected
 * young. The semi-space therefore holds about five hundred requests: four times the default, and from the start,
 * because growing to it would promote short-lived data. Allocation-site pretenuring is off, because V8 would allocate
 * the data of long streams in the old space, where each dead object keeps the young ones it references until the next
 * full collection. Together this saves a fifth of a whole answer's time.
 */
const MEMORY = ['--min-semi-space-size=64', '--max-semi-space-size=64', '--no-allocation-site-pretenuring'];

/**
 * All requests run the same code, so it is optimised after half as many calls as by default: a new process reaches full
 * speed after three seconds of full load instead of seven. With even fewer calls, the compiler would delay the first
 * requests.
 */
const COMPILER = ['--invocation-count-for-maglev=200', '--invocation-count-for-turbofan=1500'];

export interface WorkersOptions {
  env: NodeJS.ProcessEnv;
  /** Time limit for a gateway's running requests. */
  drainTimeoutMs: number;
  /** Called before each gateway listens. */
  beforeListening?(): Promise<void>;
  /** Replaced by a smaller program in tests. */
  program?: string;
}

export interface Workers {
  /** Resolves when every gateway process listens; rejects when one ends before that. */
  ready: Promise<void>;
  /** Starts new processes, and lets the old ones finish their requests. */
  replace(): void;
  /** Lets running requests finish, then ends every process. */
  stop(): Promise<void>;
}

/** Runs `count` gateway processes that share one port, and replaces each that ends or hangs. */
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
