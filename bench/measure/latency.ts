import type { OpenResult } from '../load/plan.ts';
import type { Target } from '../targets/target.ts';
import type { StreamScript } from '../upstream/answers.ts';
import type { Instruments, Row } from './bench.ts';

interface Pace {
  ratePerSecond: number;
  windowMs: number;
  rounds: number;
}

/** Time that a target adds to a whole answer when requests come at a fixed rate. */
export const measureLatency = ({ load, ...bench }: Instruments, { rounds, ...pace }: Pace): Promise<Row[]> =>
  measureAdded(bench, rounds, ({ whole, processes }) =>
    load.run({ kind: 'open', shot: whole, watch: processes, ...pace }),
  );

/**
 * Times of each target compared with no gateway at all. Targets take turns, and a quantile is the median of its rounds,
 * so that a single disturbance of the machine does not matter.
 */
async function measureAdded(
  { targets, direct }: Pick<Instruments, 'targets' | 'direct'>,
  rounds: number,
  measureOnce: (target: Target) => Promise<OpenResult>,
): Promise<Row[]> {
  const results = new Map([direct, ...targets].map((target) => [target, [] as OpenResult[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [target, taken] of results) taken.push(await measureOnce(target));
  }
  const base = summarise(results.get(direct) ?? []);
  return [...results].map(([{ name }, taken]) => toRow(name, summarise(taken), base));
}

const summarise = (rounds: readonly OpenResult[]) => ({
  p50Ms: median(rounds.map(({ p50Ms }) => p50Ms)),
  p99Ms: median(rounds.map(({ p99Ms }) => p99Ms)),
  failed: rounds.reduce((total, { failed }) => total + failed, 0),
  failure: rounds.find(({ failure }) => failure !== null)?.failure ?? null,
});

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

type Summary = ReturnType<typeof summarise>;

const toRow = (target: string, { p50Ms, p99Ms, failed, failure }: Summary, base: Summary): Row => ({
  target,
  figures: {
    'p50 ms': p50Ms,
    'p99 ms': p99Ms,
    'added p50 ms': p50Ms - base.p50Ms,
    'added p99 ms': p99Ms - base.p99Ms,
  },
  failed,
  failure,
});

interface TokenPace {
  streams: number;
  rampMs: number;
  rounds: number;
  script: StreamScript;
}

/** Time that a target adds to a piece of a stream, from upstream's write to the client's read. */
export const measureTokenLatency = (
  { load, ...bench }: Instruments,
  { rounds, script, ...pace }: TokenPace,
): Promise<Row[]> =>
  measureAdded(bench, rounds, ({ stream, processes }) =>
    load.run({ kind: 'tokens', shot: stream(script), watch: processes, ...pace }),
  );
