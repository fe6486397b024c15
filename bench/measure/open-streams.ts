import type { Instruments, Row } from './bench.ts';

export interface OpenStreams {
  streams: number;
  rampMs: number;
  chunks: number;
  delayMs: number;
}

/**
 * Peak resident memory while this many slow streams are open at once. Measured before saturation, after which V8 keeps
 * its heap large for long (see `gateway MB after` there).
 */
export async function measureOpenStreams({ load, targets }: Instruments, options: OpenStreams): Promise<Row[]> {
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
