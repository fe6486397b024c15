import { setTimeout as delay } from 'node:timers/promises';
import { startLoadGenerator } from '../load/generator.ts';
import type { Parts } from '../parts.ts';
import type { Instruments, Row } from './bench.ts';

export interface FreeWork {
  ratePerSecond: number;
  windowMs: number;
  /** Concurrent calls of one free account. */
  freeCalls: number;
}

/** The free load starts this much earlier, and ends this much later, than the measurement. */
const RAMP_MS = 1_000;
const MARGIN_MS = 1_000;

/** Paid whole answers at a fixed rate, alone and while one account with a test key runs long sandbox streams. */
export async function measureFreeWork({ load, targets }: Instruments, parts: Parts, options: FreeWork): Promise<Row[]> {
  const { ratePerSecond, windowMs, freeCalls } = options;
  const freeLoad = parts.keep(await startLoadGenerator());
  const rows: Row[] = [];
  for (const { name, whole, freeStream, processes: watch } of targets) {
    if (!freeStream) continue;
    const plan = { kind: 'open' as const, shot: whole, watch, ratePerSecond, windowMs };
    const measure = async (suffix: string) => {
      const { p50Ms, p99Ms, failed, failure } = await load.run(plan);
      rows.push({ target: `${name}, ${suffix}`, figures: { 'p50 ms': p50Ms, 'p99 ms': p99Ms }, failed, failure });
    };
    await load.run(plan); // warms up
    await measure('alone');
    const free = freeLoad.run({
      ...{ kind: 'closed' as const, shot: freeStream, watch, connections: freeCalls },
      ...{ warmUpMs: RAMP_MS, windowMs: windowMs + MARGIN_MS },
    });
    await delay(RAMP_MS);
    await measure(`beside ${freeCalls} free streams at once`);
    const { completed, seconds, failed, failure } = await free;
    rows.push({ target: `${name}, free`, figures: { 'streams/s': completed / seconds }, failed, failure });
  }
  return rows;
}
