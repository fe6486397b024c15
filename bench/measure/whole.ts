import type { Bench, Row } from './bench.ts';
import { addUp, costPer, type Saturation, saturate } from './saturation.ts';

/**
 * Whole answers at saturation. "Per core" is requests per second of processor time that the gateway's processes used, so
 * that load generator, upstream and database on the same machine do not count against it; they are told beside it.
 */
export async function measureWhole(bench: Bench, saturation: Saturation): Promise<Row[]> {
  const results = await saturate(bench, (target) => target.whole, saturation);
  return [...results].map(([{ name }, rounds]) => {
    const { completed, failed, failure, seconds, cpuSeconds, residentMb } = addUp(rounds);
    const figures = {
      'req/s per core': completed / (cpuSeconds.gateway ?? 0),
      'req/s': completed / seconds,
      ...costPer(completed, cpuSeconds),
      'gateway MB after': residentMb.gateway ?? 0,
    };
    return { target: name, figures, failed, failure };
  });
}
