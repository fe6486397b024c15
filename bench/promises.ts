import type { Row } from './measure/bench.ts';

/** What the product promises about speed, as data. */
const LEAST_SHARE_OF_BARE = 0.4;
const LEAST_TIMES_PORTKEY = 2;
const LEAST_PAIRS_PER_SECOND = 5_000;
const STREAMS = 1_000;
const MOST_MB = 400;

export type Measured = Partial<Record<'whole' | 'streams' | 'latency' | 'openStreams' | 'hotAccount', Row[]>>;

export interface Verdict {
  promise: string;
  measured: number;
  kept: boolean;
}

/** Each promise that the measurements taken can tell about; one whose work failed in part is not kept. */
export function judge({ whole, streams, openStreams, hotAccount }: Measured): Verdict[] {
  return [
    ...ratios(whole, 'req/s per core', 'whole answers'),
    ...ratios(streams, 'streams/s per core', 'streams'),
    ...(openStreams ? [memory(openStreams)] : []),
    ...(hotAccount ? [hot(hotAccount)] : []),
  ];
}

function ratios(rows: readonly Row[] | undefined, figure: string, what: string): Verdict[] {
  const of = (name: string) => rows?.find(({ target }) => target === name);
  const ours = of('tokenhub');
  const compare = (name: string, least: number): Verdict[] => {
    const other = of(name);
    if (!ours || !other) return [];
    const measured = figureOf(ours, figure) / figureOf(other, figure);
    const promise = `${what} per core: at least ${least} × ${name}`;
    return [{ promise, measured, kept: measured >= least && ours.failed === 0 && other.failed === 0 }];
  };
  return [...compare('bare', LEAST_SHARE_OF_BARE), ...compare('portkey', LEAST_TIMES_PORTKEY)];
}

function memory(rows: readonly Row[]): Verdict {
  const ours = rows.find(({ target }) => target === 'tokenhub');
  const measured = ours ? figureOf(ours, 'gateway MB') : Number.NaN;
  const isWhole = ours?.failed === 0 && figureOf(ours, 'open at once') === STREAMS;
  return { promise: `${STREAMS} open streams: below ${MOST_MB} MB`, measured, kept: isWhole && measured < MOST_MB };
}

/** The best number of callers counts: one account's ceiling is asked for, and few callers cannot reach it. */
function hot(rows: readonly Row[]): Verdict {
  const measured = Math.max(...rows.map((row) => figureOf(row, 'pairs/s')));
  const promise = `hot account: at least ${LEAST_PAIRS_PER_SECOND} hold and settle pairs/s`;
  return { promise, measured, kept: measured >= LEAST_PAIRS_PER_SECOND };
}

const figureOf = ({ figures }: Row, figure: string): number => figures[figure] ?? Number.NaN;
