import { join } from 'node:path';
import { startScript, stopChild } from './child.ts';
import { startLoadGenerator } from './load/generator.ts';
import type { Instruments } from './measure/bench.ts';
import { measureHotAccount, measureSignIn, measureUsage } from './measure/database.ts';
import { measureFreeWork } from './measure/free-work.ts';
import { type Kills, measureKills } from './measure/kills.ts';
import { measureLatency, measureTokenLatency } from './measure/latency.ts';
import { measureLighthouse } from './measure/lighthouse.ts';
import { measureMarkdown } from './measure/markdown.ts';
import { measureOpenStreams } from './measure/open-streams.ts';
import { measurePageWeight } from './measure/page-weight.ts';
import { measureStreams, measureWhole } from './measure/saturation.ts';
import { measureTyping } from './measure/typing.ts';
import type { Parts } from './parts.ts';
import type { Measured } from './promises.ts';
import { startBare, startDirect } from './targets/bare.ts';
import { startPortkey } from './targets/portkey.ts';
import type { Target } from './targets/target.ts';
import { startTokenHub } from './targets/tokenhub.ts';

/** In the order they are taken: from a quiet machine to one under full load. */
export const MEASUREMENTS = [
  'pageWeight',
  'lighthouse',
  'typing',
  'markdown',
  'signIn',
  'hotAccount',
  'usage',
  'latency',
  'freeWork',
  'tokenLatency',
  'openStreams',
  'whole',
  'streams',
  'kills',
] as const;
export type Measurement = (typeof MEASUREMENTS)[number];
export const TARGETS = ['bare', 'tokenhub', 'portkey'] as const;
export type TargetName = (typeof TARGETS)[number];

export interface RunOptions {
  measurements: readonly Measurement[];
  targets: readonly TargetName[];
  /** The number of requests for the measurement of usage. */
  rows: number;
  /** Reports each step as it begins. */
  say(line: string): void;
}

const CHUNKS = 100;
const SATURATION = { warmUpMs: 3_000, windowMs: 2_500, rounds: 5 };
/** A whole answer waits for the disk twice, so many connections are needed to keep a processor busy. */
const WHOLE = { ...SATURATION, connections: 256 };
const STREAMS = { ...SATURATION, connections: 64 };
const LATENCY = { ratePerSecond: 200, windowMs: 3_000, rounds: 3 };
/** The limit of concurrent calls of an account. */
const FREE_WORK = { ratePerSecond: 100, windowMs: 4_000, freeCalls: 200 };
/** The speed of a model. */
const TOKEN_LATENCY = { streams: 100, rampMs: 1_000, rounds: 3, script: { chunks: 200, delayMs: 20 } };
/** Slow enough that all are open together for several seconds. */
const OPEN_STREAMS = { streams: 1_000, rampMs: 3_000, chunks: 40, delayMs: 250 };
const SIGN_IN = { tries: 2_000 };
const FOUR_GATEWAYS = Array.from({ length: 4 }, () => 'gateway' as const);
const KILLS: Kills = {
  workers: [1, 2],
  callers: 24,
  victims: [...FOUR_GATEWAYS, 'database', ...FOUR_GATEWAYS, 'database', 'gateway', 'gateway'],
  everyMs: 2_000,
};
const HOT_ACCOUNT = { callers: [64, 512, 2_000], windowMs: 3_000 };

/** Starts the parts and takes the measurements in turn. The caller stops the parts. */
export async function runBench({ measurements, targets, rows, say }: RunOptions, parts: Parts): Promise<Measured> {
  const measured: Measured = {};
  for (const name of measurements.filter(isAlone)) {
    say(name);
    measured[name] = await MEASURE_ALONE[name](parts, rows);
  }
  if (measurements.every(isAlone)) return measured;
  const bench = await openBench(targets, parts, say);
  for (const name of measurements) {
    if (isAlone(name)) continue;
    say(name);
    measured[name] = await MEASURE[name](bench, parts);
  }
  return measured;
}

/** Measurements without targets and load: in a browser, or on a database of their own. */
const MEASURE_ALONE = {
  markdown: () => measureMarkdown(),
  signIn: (parts: Parts) => measureSignIn(parts, SIGN_IN),
  hotAccount: (parts: Parts) => measureHotAccount(parts, HOT_ACCOUNT),
  usage: (parts: Parts, rows: number) => measureUsage(parts, { rows }),
};
const isAlone = (name: Measurement): name is keyof typeof MEASURE_ALONE => name in MEASURE_ALONE;

const MEASURE = {
  pageWeight: measurePageWeight,
  lighthouse: measureLighthouse,
  typing: measureTyping,
  whole: (bench: Instruments) => measureWhole(bench, WHOLE),
  latency: (bench: Instruments) => measureLatency(bench, LATENCY),
  freeWork: (bench: Instruments, parts: Parts) => measureFreeWork(bench, parts, FREE_WORK),
  kills: (bench: Instruments, parts: Parts) => measureKills(bench, parts, KILLS),
  tokenLatency: (bench: Instruments) => measureTokenLatency(bench, TOKEN_LATENCY),
  streams: (bench: Instruments) => measureStreams(bench, STREAMS, CHUNKS),
  openStreams: (bench: Instruments) => measureOpenStreams(bench, OPEN_STREAMS),
};

async function openBench(names: readonly TargetName[], parts: Parts, say: RunOptions['say']): Promise<Instruments> {
  const { child, news } = await startScript<{ url: string }>(join(import.meta.dirname, 'upstream/server.ts'));
  parts.keep({ stop: () => stopChild(child) });
  const load = parts.keep(await startLoadGenerator());
  const start: Record<TargetName, () => Promise<Target>> = {
    bare: () => startBare(news.url),
    tokenhub: () => startTokenHub(news.url, parts.subfolder('tokenhub')),
    portkey: () => startPortkey(news.url, parts.subfolder('portkey')),
  };
  const targets: Target[] = [];
  for (const name of names) {
    say(`starting ${name}`);
    targets.push(parts.keep(await start[name]()));
  }
  return { load, targets, direct: await startDirect(news.url) };
}
