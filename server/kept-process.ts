import type { ChildProcess } from 'node:child_process';
import { log } from '#lib/log.ts';
import { killWhenHung } from './heartbeat.ts';
import { Backoff } from './restart.ts';
import { StartError } from './start-error.ts';

export interface ProcessPlan {
  /** Name of the process in messages. */
  name: string;
  /** Starts a process; `ready` resolves when it serves. */
  launch(): { child: ChildProcess; ready: Promise<unknown> };
  /** Asks the process to end. */
  leave(child: ChildProcess): void;
  /** Time limit for that, after which it is killed; without it, there is no limit. */
  leaveTimeoutMs?: number;
}

export interface KeptProcess {
  /** Resolves when the first process serves; rejects when it ends before. */
  ready: Promise<void>;
  /** Starts a new process, and asks the old one to end once the new one serves. */
  replace(makeWay: (child: ChildProcess) => void): Promise<void>;
  stop(): Promise<void>;
}

/** Signals from outside; a crash has another one. */
const KILLS = new Set<NodeJS.Signals | null>(['SIGKILL', 'SIGTERM', 'SIGINT']);

/** Keeps one process running: it is started again each time it ends or hangs, until it is stopped. */
export function keepProcess(plan: ProcessPlan): KeptProcess {
  const backoff = new Backoff();
  const running = new Set<ChildProcess>();
  const leaving = new Set<ChildProcess>();
  let hasStarted = false;
  let isStopping = false;
  let again: NodeJS.Timeout | undefined;

  const isMissing = () => hasStarted && !isStopping && [...running].every((child) => leaving.has(child));

  function start(): Promise<void> {
    const { child, ready } = plan.launch();
    let wasReady = false;
    running.add(child);
    killWhenHung(child, () => log.error({ process: plan.name, child: child.pid }, 'a process hangs and is killed'));
    return new Promise((resolve, reject) => {
      ready.then(() => {
        hasStarted = wasReady = true;
        resolve();
      }, reject);
      onceEnded(child, (code, signal) => {
        running.delete(child);
        reject(new StartError(`The ${plan.name} could not start; what it says is above.`));
        if (isMissing()) restart({ child: child.pid, code, signal, wasReady });
      });
    });
  }

  function restart({ wasReady, ...ending }: Ended): void {
    const delayMs = backoff.next({ wasReady, wasKilled: KILLS.has(ending.signal) });
    log.error({ process: plan.name, ...ending, delayMs }, 'a process ended and is started again');
    again = setTimeout(() => start().catch(() => {}), delayMs);
  }

  const ready = start();
  ready.catch(() => {}); // prevents an unhandled rejection while another process is awaited
  return {
    ready,
    replace: async (makeWay) => {
      const old = [...running];
      clearTimeout(again);
      await start();
      for (const child of old) {
        leaving.add(child);
        makeWay(child);
      }
    },
    stop: async () => {
      isStopping = true;
      clearTimeout(again);
      await Promise.all([...running].map((child) => end(child, plan)));
    },
  };
}

interface Ended {
  child: number | undefined;
  code: number | null;
  signal: NodeJS.Signals | null;
  wasReady: boolean;
}

/** A process that could not be started emits `error` but no `exit`. */
function onceEnded(child: ChildProcess, then: (code: number | null, signal: NodeJS.Signals | null) => void): void {
  child.once('exit', then);
  child.on('error', () => child.pid === undefined && then(null, null));
}

async function end(child: ChildProcess, { leave, leaveTimeoutMs }: ProcessPlan): Promise<void> {
  const exited = new Promise<void>((resolve) => onceEnded(child, () => resolve()));
  leave(child);
  const insist = leaveTimeoutMs && setTimeout(() => child.kill('SIGKILL'), leaveTimeoutMs);
  await exited;
  clearTimeout(insist);
}
