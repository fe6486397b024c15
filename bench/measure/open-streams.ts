import type { Bench, Row } from './bench.ts';

export interface OpenStreams {
  streams: number;
  rampMs: number;
  chunks: number;
  delayMs: number;
}

/**
 * Memory while this many slow streams are open at once: the most that was resident. Taken before the
 * measurements at saturation, whose garbage V8 keeps room for long after (see their `gateway MB after`).
 */
export async function measureOpenStreams({ load, targets }: Bench, options: OpenStreams): Promise<Row[]> {
  const { streams, rampMs, ...script } = options;
  const rows: Row[] = [];
  for (const { name, processes, stream } of targets) {
    const plan = { kind: 'hold' as const, shot: stream(script), watch: processes, streams, rampMs };
    const { open, residentMb, failed, failure } = await load.run(plan);
    const memory = Object.fromEntries(Object.entries(residentMb).map(([group, mb]) => [`${group} MB`, mb]));
    rows.push({ target: name, figures: { 'open at once': open, ...memory }, failed, failure });
  }
  return rows;
}
