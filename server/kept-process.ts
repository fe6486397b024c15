import type { ChildProcess } from 'node:child_process';
import { log } from '#lib/log.ts';
import { killWhenHung } from './heartbeat.ts';
import { Backoff } from './restart.ts';
import { StartError } from './start-error.ts';

export interface ProcessPlan {
  /** What messages call it. */
  name: string;
  /** Starts one; `ready` resolves when it does its work. */
  launch(): { child: ChildProcess; ready: Promise<unknown> };
  /** Asks one to end. */
  leave(child: ChildProcess): void;
  /** How long it may take over that before it is killed; without one, as long as it needs. */
  leaveTimeoutMs?: number;
}

export interface KeptProcess {
  /** Resolves when the first one does its work; rejects when that one ends before. */
  ready: Promise<void>;
  /** Starts a fresh one, and asks the old one to make way once the fresh one does its work. */
  replace(makeWay: (child: ChildProcess) => void): Promise<void>;
  stop(): Promise<void>;
}

/** From outside: a crash of its own has another name. */
const KILLS = new Set<NodeJS.Signals | null>(['SIGKILL', 'SIGTERM', 'SIGINT']);

/** Keeps one process of a kind running: it is started again each time it ends or hangs, until it is stopped. */
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
  ready.catch(() => {}); // it may fail while another process is waited for
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

/** A process that the system would not start has an error and no end. */
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
