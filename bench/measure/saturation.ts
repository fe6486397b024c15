import type { ClosedResult, Shot } from '../load/plan.ts';
import type { Target } from '../targets/target.ts';
import type { Instruments, Row } from './bench.ts';

interface Saturation {
  connections: number;
  warmUpMs: number;
  windowMs: number;
  rounds: number;
}

/**
 * Every target under full load, in turns, so that other work of the machine affects all of them alike.
 * @returns each target's rounds
 */
async function saturate(
  { load, targets }: Pick<Instruments, 'load' | 'targets'>,
  toShot: (target: Target) => Shot,
  { rounds, ...window }: Saturation,
): Promise<Map<Target, ClosedResult[]>> {
  const results = new Map(targets.map((target) => [target, [] as ClosedResult[]]));
  for (let round = 0; round < rounds; round++) {
    for (const target of targets) {
      const plan = { kind: 'closed' as const, shot: toShot(target), watch: target.processes, ...window };
      results.get(target)?.push(await load.run(plan));
    }
  }
  return results;
}

/** Combines the rounds: everything done, over all the time it took; memory at the end. */
function addUp(rounds: readonly ClosedResult[]): ClosedResult {
  const sum = (read: (round: ClosedResult) => number) => rounds.reduce((total, round) => total + read(round), 0);
  const groups = Object.keys(rounds[0]?.cpuSeconds ?? {});
  return {
    seconds: sum(({ seconds }) => seconds),
    completed: sum(({ completed }) => completed),
    failed: sum(({ failed }) => failed),
    marks: sum(({ marks }) => marks),
    cpuSeconds: Object.fromEntries(groups.map((name) => [name, sum(({ cpuSeconds }) => cpuSeconds[name] ?? 0)])),
    residentMb: rounds.at(-1)?.residentMb ?? {},
    failure: rounds.find(({ failure }) => failure !== null)?.failure ?? null,
  };
}

/** Processor time of each group of processes per unit of work, in microseconds, named for the table. */
const costPer = (done: number, cpuSeconds: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(cpuSeconds).map(([name, seconds]) => [`${name} µs`, (seconds * 1e6) / done]));

/**
 * Whole answers at saturation. "Per core" is requests per second of processor time of the gateway's processes, so that
 * load generator, upstream and database on the same machine do not count; their times are reported separately.
 */
export async function measureWhole(bench: Instruments, saturation: Saturation): Promise<Row[]> {
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

/** Streams of many small chunks at saturation. A stream counts when all of its text has arrived. */
export async function measureStreams(bench: Instruments, saturation: Saturation, chunks: number): Promise<Row[]> {
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
