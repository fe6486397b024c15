import type { Row } from './measure/bench.ts';
import { DOCS_PAGE } from './measure/page-weight.ts';

/** The product's promises about speed, as data. */
const LEAST_SHARE_OF_BARE = 0.4;
const LEAST_TIMES_PORTKEY = 2;
/** A half means indistinguishable; the error of 500 tries of a kind is 0.02. */
const MOST_TOLD_APART = 0.57;
const LEAST_PAIRS_PER_SECOND = 5_000;
const MOST_ADDED_TOKEN_MS = { 'added p50 ms': 2, 'added p99 ms': 10 };
const MOST_VIEW_MS = 100;
const MOST_LOG_MS = 50;
const STREAMS = 1_000;
const MOST_MB = 400;
const MOST_DOCS_SCRIPTS_KB = 130;
const MOST_READY_S = 5;
const MOST_FRAME_MS = 16;
const LEAST_MARKS = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };

export type Measured = Partial<
  Record<
    | 'pageWeight'
    | 'lighthouse'
    | 'markdown'
    | 'typing'
    | 'whole'
    | 'streams'
    | 'latency'
    | 'tokenLatency'
    | 'freeWork'
    | 'kills'
    | 'openStreams'
    | 'signIn'
    | 'hotAccount'
    | 'usage',
    Row[]
  >
>;

export interface PromiseResult {
  promise: string;
  measured: number;
  kept: boolean;
}

/** Judges each promise for which there are measurements; one with failed work is broken. */
export function judge(measured: Measured): PromiseResult[] {
  const {
    pageWeight,
    lighthouse,
    markdown,
    typing,
    whole,
    streams,
    tokenLatency,
    openStreams,
    signIn,
    hotAccount,
    usage,
    kills,
  } = measured;
  return [
    ...(pageWeight ? docsWeight(pageWeight) : []),
    ...(lighthouse ? marks(lighthouse) : []),
    ...(markdown ? [pieces(markdown)] : []),
    ...(typing ? [keys(typing)] : []),
    ...ratios(whole, 'req/s per core', 'whole answers'),
    ...ratios(streams, 'streams/s per core', 'streams'),
    ...(tokenLatency ? promptness(tokenLatency) : []),
    ...(openStreams ? [memory(openStreams)] : []),
    ...(signIn ? [evenness(signIn)] : []),
    ...(hotAccount ? [hot(hotAccount)] : []),
    ...(kills ? recovery(kills) : []),
    ...(usage ?? []).map(view),
  ];
}

function ratios(rows: readonly Row[] | undefined, figure: string, what: string): PromiseResult[] {
  const of = (name: string) => rows?.find(({ target }) => target === name);
  const ours = of('tokenhub');
  const compare = (name: string, least: number): PromiseResult[] => {
    const other = of(name);
    if (!ours || !other) return [];
    const measured = figureOf(ours, figure) / figureOf(other, figure);
    const promise = `${what} per core: at least ${least} × ${name}`;
    return [{ promise, measured, kept: measured >= least && ours.failed === 0 && other.failed === 0 }];
  };
  return [...compare('bare', LEAST_SHARE_OF_BARE), ...compare('portkey', LEAST_TIMES_PORTKEY)];
}

function docsWeight(rows: readonly Row[]): PromiseResult[] {
  return rows
    .filter(({ target }) => target === DOCS_PAGE)
    .map((row) => {
      const measured = figureOf(row, 'scripts kB');
      const promise = `scripts of a docs page, gzip: at most ${MOST_DOCS_SCRIPTS_KB} kB`;
      return { promise, measured, kept: measured <= MOST_DOCS_SCRIPTS_KB };
    });
}

/** The worst page counts. */
function marks(rows: readonly Row[]): PromiseResult[] {
  return Object.entries(LEAST_MARKS).map(([category, least]) => {
    const measured = Math.min(...rows.map((row) => figureOf(row, category)));
    return { promise: `Lighthouse, ${category}: at least ${least} on every page`, measured, kept: measured >= least };
  });
}

function promptness(rows: readonly Row[]): PromiseResult[] {
  const ours = rows.find(({ target }) => target === 'tokenhub');
  return Object.entries(MOST_ADDED_TOKEN_MS).map(([figure, most]) => {
    const measured = ours ? figureOf(ours, figure) : Number.NaN;
    const promise = `a piece of a stream, ${figure}: below ${most}`;
    return { promise, measured, kept: ours?.failed === 0 && measured < most };
  });
}

/** The worst kind of answer counts. */
function pieces(rows: readonly Row[]): PromiseResult {
  const measured = Math.max(...rows.map((row) => figureOf(row, 'p95 ms')));
  const promise = `answers of 2,000 lines: 95 of 100 pieces drawn within ${MOST_FRAME_MS} ms, a frame`;
  return { promise, measured, kept: measured <= MOST_FRAME_MS };
}

/** The worst field counts. */
function keys(rows: readonly Row[]): PromiseResult {
  const measured = Math.max(...rows.map((row) => figureOf(row, 'processor ms per key')));
  const promise = `typing among 200 messages: a key within ${MOST_FRAME_MS} ms`;
  return { promise, measured, kept: measured <= MOST_FRAME_MS };
}

function memory(rows: readonly Row[]): PromiseResult {
  const ours = rows.find(({ target }) => target === 'tokenhub');
  const measured = ours ? figureOf(ours, 'gateway MB') : Number.NaN;
  const isWhole = ours?.failed === 0 && figureOf(ours, 'open at once') === STREAMS;
  return { promise: `${STREAMS} open streams: below ${MOST_MB} MB`, measured, kept: isWhole && measured < MOST_MB };
}

/** Limits the probability of guessing from the time of a refusal whether an address has an account. */
function evenness(rows: readonly Row[]): PromiseResult {
  const measured = Math.max(...rows.map((row) => 0.5 + Math.abs(figureOf(row, 'slower than unknown') - 0.5)));
  const promise = `refusals at sign-in tell a known address by their time: at most ${MOST_TOLD_APART}`;
  return { promise, measured, kept: measured <= MOST_TOLD_APART };
}

/** The best number of callers counts: the promise is the ceiling of one account, which few callers cannot reach. */
function hot(rows: readonly Row[]): PromiseResult {
  const measured = Math.max(...rows.map((row) => figureOf(row, 'pairs/s')));
  const promise = `hot account: at least ${LEAST_PAIRS_PER_SECOND} hold and settle pairs/s`;
  return { promise, measured, kept: measured >= LEAST_PAIRS_PER_SECOND };
}

function recovery(rows: readonly Row[]): PromiseResult[] {
  const worst = (figure: string) => Math.max(...rows.map((row) => figureOf(row, figure)));
  const readySeconds = Math.max(worst('ready s, gateway'), worst('ready s, database'));
  const forgotten = worst('silent') + worst('faults in the books');
  return [
    {
      promise: `ready after each kill: at most ${MOST_READY_S} s`,
      measured: readySeconds,
      kept: readySeconds <= MOST_READY_S,
    },
    { promise: 'callers forgotten and faults in the books: none', measured: forgotten, kept: forgotten === 0 },
  ];
}

const figureOf = ({ figures }: Row, figure: string): number => figures[figure] ?? Number.NaN;

function view({ target, figures }: Row): PromiseResult {
  const most = target.startsWith('log,') ? MOST_LOG_MS : MOST_VIEW_MS;
  const measured = figures['p95 ms'] ?? Number.NaN;
  return { promise: `${target}: p95 at most ${most} ms`, measured, kept: measured <= most };
}
