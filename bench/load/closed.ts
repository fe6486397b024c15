import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'undici';
import { cpuSeconds, difference, residentMb } from '../processes.ts';
import { fire, openPool } from './exchange.ts';
import type { ClosedPlan, ClosedResult, Shot } from './plan.ts';

/** A pause, so that a target that refuses everything does not cause a busy loop. */
const AFTER_FAILURE_MS = 10;

export async function runClosed({ shot, watch, connections, warmUpMs, windowMs }: ClosedPlan): Promise<ClosedResult> {
  const pool = openPool(shot, connections);
  const tally: Tally = { completed: 0, failed: 0, marks: 0, failure: null, isOver: false };
  const loops = Promise.all(Array.from({ length: connections }, () => repeat(pool, shot, tally)));
  const snapshot = () => ({ ...tally, at: performance.now(), cpu: cpuSeconds(watch), memory: residentMb(watch) });

  await delay(warmUpMs);
  const before = snapshot();
  await delay(windowMs);
  const after = snapshot();
  tally.isOver = true;
  await loops;
  await pool.close();
  return {
    seconds: (after.at - before.at) / 1_000,
    completed: after.completed - before.completed,
    failed: tally.failed,
    marks: after.marks - before.marks,
    cpuSeconds: difference(after.cpu, before.cpu),
    residentMb: after.memory,
    failure: tally.failure,
  };
}

interface Tally {
  completed: number;
  failed: number;
  marks: number;
  failure: string | null;
  isOver: boolean;
}

async function repeat(pool: Pool, shot: Shot, tally: Tally): Promise<void> {
  while (!tally.isOver) {
    const failure = await sendOnce(pool, shot, tally);
    if (failure === null) {
      tally.completed++;
      continue;
    }
    tally.failed++;
    tally.failure ??= failure;
    await delay(AFTER_FAILURE_MS);
  }
}

const sendOnce = (pool: Pool, shot: Shot, tally: Tally): Promise<string | null> =>
  new Promise((resolve) => {
    const onMarks = (count: number) => {
      tally.marks += count;
    };
    fire(pool, shot, { onMarks, onEnd: ({ failure }) => resolve(failure) });
  });
