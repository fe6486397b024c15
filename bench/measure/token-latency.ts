import type { StreamScript } from '../upstream/script.ts';
import type { Bench, Row } from './bench.ts';
import { measureAdded } from './latency.ts';

export interface Pace {
  streams: number;
  rampMs: number;
  rounds: number;
  script: StreamScript;
}

/** What a target adds to the time that a piece of a stream is on its way, from upstream's write to the client's read. */
export const measureTokenLatency = ({ load, ...bench }: Bench, { rounds, script, ...pace }: Pace): Promise<Row[]> =>
  measureAdded(bench, rounds, ({ stream, processes }) =>
    load.run({ kind: 'tokens', shot: stream(script), watch: processes, ...pace }),
  );
