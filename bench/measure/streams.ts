import type { Bench, Row } from './bench.ts';
import { addUp, costPer, type Saturation, saturate } from './saturation.ts';

/** Streams of many small chunks at saturation. A stream counts when all of its text has arrived. */
export async function measureStreams(bench: Bench, saturation: Saturation, chunks: number): Promise<Row[]> {
  const results = await saturate(bench, (target) => target.stream({ chunks, delayMs: 0 }), saturation);
  return [...results].map(([{ name }, rounds]) => {
    const { completed, failed, failure, marks, seconds, cpuSeconds, residentMb } = addUp(rounds);
    const { gateway = 0 } = cpuSeconds;
    const figures = {
      'streams/s per core': completed / gateway,
      'chunks/s per core': marks / gateway,
      'streams/s': completed / seconds,
      'chunks/s': marks / seconds,
      ...costPer(completed, cpuSeconds),
      'gateway MB after': residentMb.gateway ?? 0,
    };
    return { target: name, figures, failed, failure };
  });
}
