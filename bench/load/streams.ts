import { setTimeout as delay } from 'node:timers/promises';
import { residentMb } from '../processes.ts';
import { nowMicros } from '../upstream/answers.ts';
import { fire, openPool } from './exchange.ts';
import { summarise } from './open.ts';
import type { HoldPlan, HoldResult, TokensPlan, TokensResult } from './plan.ts';

const SAMPLE_MS = 200;

/** Opens all streams, and reads the target's memory from when all have begun until the first one ends. */
export async function runHold({ shot, watch, streams, rampMs }: HoldPlan): Promise<HoldResult> {
  const pool = openPool(shot, streams);
  const result: HoldResult = { completed: 0, failed: 0, open: 0, residentMb: residentMb(watch), failure: null };
  let open = 0;
  const openOne = () =>
    new Promise<void>((resolve) => {
      let hasBegun = false;
      fire(pool, shot, {
        onMarks: () => {
          if (!hasBegun) open++;
          hasBegun = true;
          result.open = Math.max(result.open, open);
        },
        onEnd: ({ failure }) => {
          if (hasBegun) open--;
          if (failure === null) result.completed++;
          else result.failed++;
          result.failure ??= failure;
          resolve();
        },
      });
    });
  const sampler = setInterval(() => {
    if (open === streams) keepHighest(result.residentMb, residentMb(watch));
  }, SAMPLE_MS);
  const all: Promise<void>[] = [];
  const start = performance.now();
  for (let index = 0; index < streams; index++) {
    const wait = start + (index * rampMs) / streams - performance.now();
    if (wait > 1) await delay(wait);
    all.push(openOne());
  }
  await Promise.all(all);
  clearInterval(sampler);
  await pool.close();
  return result;
}

function keepHighest(highest: Record<string, number>, now: Record<string, number>): void {
  for (const [name, value] of Object.entries(now)) highest[name] = Math.max(highest[name] ?? 0, value);
}

const STAMP = /~(\d{9,}) /g;

/** Reads all streams to their end, and records the transit time of each piece. */
export async function runTokens({ shot, streams, rampMs }: TokensPlan): Promise<TokensResult> {
  const pool = openPool(shot, streams);
  const ages: number[] = [];
  const openOne = () =>
    new Promise<string | null>((resolve) => {
      // A stamp that the network cut in two is ignored: it is one of many thousands.
      const onMarks = (_count: number, piece: Buffer) => {
        const now = nowMicros();
        for (const [, sentAt] of piece.toString('latin1').matchAll(STAMP)) ages.push((now - Number(sentAt)) / 1_000);
      };
      fire(pool, shot, { onMarks, onEnd: ({ failure }) => resolve(failure) });
    });
  const all: Promise<string | null>[] = [];
  for (let index = 0; index < streams; index++) {
    all.push(openOne());
    await delay(rampMs / streams);
  }
  const failures = (await Promise.all(all)).filter((failure) => failure !== null);
  await pool.close();
  return summarise([...ages, ...failures]);
}
