import 'server-only';
import cluster, { type Worker } from 'node:cluster';
import { join } from 'node:path';
import { log } from '#lib/log.ts';
import { serveRateLimits } from '#lib/rate-limit/store/cluster-primary.ts';
import { Backoff } from './restart.ts';
import { StartError } from './start-error.ts';

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

export interface Workers {
  /** Resolves when every gateway process listens; rejects when one ends before that. */
  ready: Promise<void>;
  /** Starts fresh processes, and lets the old ones finish what they do. */
  replace(): void;
  /** Lets what runs finish, then ends every process. */
  drain(): Promise<void>;
}

/** Runs `count` gateway processes that share one port, and starts another one for each that dies. */
export function startWorkers(count: number, env: NodeJS.ProcessEnv): Workers {
  cluster.setupPrimary({
    exec: join(import.meta.dirname, 'gateway.ts'),
    execArgv: [...process.execArgv, ...MEMORY, ...COMPILER],
  });
  if (count > 1) serveRateLimits();
  const backoff = new Backoff();
  const leaving = new WeakSet<Worker>();
  let isStopping = false;
  let isReady = false;

  function start(): Promise<void> {
    const startedAt = performance.now();
    const worker = cluster.fork(env);
    return new Promise((resolve, reject) => {
      worker.once('listening', () => resolve());
      worker.once('exit', (code, signal) => {
        if (isStopping || leaving.has(worker)) return resolve();
        reject(new StartError('The gateway could not start; what it says is above.'));
        if (!isReady) return;
        const delayMs = backoff.next(performance.now() - startedAt);
        log.error({ process: 'gateway', child: worker.process.pid, code, signal, delayMs }, 'a gateway ended');
        setTimeout(() => isStopping || running().length >= count || start().catch(() => {}), delayMs);
      });
    });
  }

  const startAll = () => Promise.all(Array.from({ length: count }, start));
  return {
    ready: startAll().then(() => {
      isReady = true;
    }),
    replace: () => {
      const old = running();
      startAll().then(
        () => {
          for (const worker of old) leave(worker, 'make way');
        },
        () => log.warn({ process: 'gateway' }, 'the changed gateway does not start; the one before it goes on'),
      );
    },
    drain: async () => {
      isStopping = true;
      const exits = running().map((worker) => new Promise((resolve) => worker.once('exit', resolve)));
      for (const worker of running()) leave(worker, 'drain');
      await Promise.all(exits);
    },
  };

  function leave(worker: Worker, how: 'drain' | 'make way'): void {
    leaving.add(worker);
    if (worker.isConnected()) worker.send(how);
  }
}

const running = (): Worker[] => Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
