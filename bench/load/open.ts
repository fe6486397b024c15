import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { fire, openPool } from './exchange.ts';
import type { OpenPlan, OpenResult } from './plan.ts';

/** Enough connections that no request waits for one while the target is slow. */
const CONNECTIONS = 512;
/** Timers are late by up to this; the rest of the wait is spent in turns of the event loop. */
const TIMER_SLACK_MS = 1.2;

/** Times each request from the moment it was due, so that a stalled target is charged for all delayed requests. */
export async function runOpen({ shot, ratePerSecond, windowMs }: OpenPlan): Promise<OpenResult> {
  const pool = openPool(shot, CONNECTIONS);
  const count = Math.round((ratePerSecond * windowMs) / 1_000);
  const start = performance.now();
  const answers: Promise<number | string>[] = [];
  for (let index = 0; index < count; index++) {
    const due = start + (index * 1_000) / ratePerSecond;
    await reach(due);
    answers.push(
      new Promise((resolve) =>
        fire(pool, shot, { onEnd: ({ failure }) => resolve(failure ?? performance.now() - due) }),
      ),
    );
  }
  const outcomes = await Promise.all(answers);
  await pool.close();
  return summarise(outcomes);
}

async function reach(due: number): Promise<void> {
  const wait = due - performance.now() - TIMER_SLACK_MS;
  if (wait > 0) await delay(wait);
  while (performance.now() < due) await nextTurn();
}

export function summarise(outcomes: readonly (number | string)[]): OpenResult {
  const times = outcomes.filter((it) => typeof it === 'number').sort((a, b) => a - b);
  const failures = outcomes.filter((it) => typeof it === 'string');
  const quantile = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return {
    completed: times.length,
    failed: failures.length,
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    failure: failures[0] ?? null,
  };
}
