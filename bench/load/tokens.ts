import { setTimeout as delay } from 'node:timers/promises';
import { nowMicros } from '../upstream/clock.ts';
import { fire, openPool } from './exchange.ts';
import { summarise } from './open.ts';
import type { TokensPlan, TokensResult } from './plan.ts';

const STAMP = /~(\d{9,}) /g;

/** Reads all streams to their end, and notes of each piece how long it was on its way. */
export async function runTokens({ shot, streams, rampMs }: TokensPlan): Promise<TokensResult> {
  const pool = openPool(shot, streams);
  const ages: number[] = [];
  const openOne = () =>
    new Promise<string | null>((resolve) => {
      // A stamp that the network cut in two is not looked at: it is one of many thousands.
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
