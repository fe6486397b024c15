import type { FigureKind } from './figure.ts';
import type { Tone } from './tone.ts';

/** Sums are bigint, durations and shares numbers; null where nothing could be measured. */
export type ChartValue = bigint | number | null;

export interface ChartSeries {
  /** Unlike that of any other series of the chart. */
  id: string;
  name: string;
  tone: Tone;
  /** Of the whole period, where it is not the sum of the values: of percentiles, shares and what was cumulated. */
  overall?: ChartValue;
  /** What the others are compared with. It is drawn as a dashed line, and belongs to no sum. */
  isReference?: boolean;
}

/** One bucket of time, with a value for each series in their order. */
export interface ChartRow {
  /** In full: `Sun, Nov 22, 2026`. */
  name: string;
  /** As short as an axis needs it: `Nov 22`. */
  tick: string;
  /** How round its beginning is: where names do not all fit, the roundest are shown. */
  rank: number;
  /** `cut` by the range or still `running`, and so hatched. */
  part: 'whole' | 'cut' | 'running';
  values: readonly ChartValue[];
}

/** All that a chart shows. Drawing, reading and table are made from the same rows. */
export interface ChartData {
  title: string;
  /** `USD per day` */
  unit: string;
  /** What it says, in one sentence. */
  finding: string;
  figure: FigureKind;
  /** What a row is, with its zone: `Day (Europe/Berlin)`. */
  rowName: string;
  /** Seven, and one for all others: more cannot be told apart. */
  series: readonly ChartSeries[];
  rows: readonly ChartRow[];
  /** The values come from sketches and carry "≈". */
  isApproximate?: boolean;
}

/** Whether the values of a row make up a whole. Shares and percentiles do not. */
const isAdditive = ({ figure }: Pick<ChartData, 'figure'>): boolean => figure === 'usd' || figure === 'count';

type Measured = Pick<ChartData, 'series' | 'figure'>;

/** The one figure of a row: the sum of its series, or its only value. */
export function headlineOf(chart: Measured, values: readonly ChartValue[]): ChartValue {
  const own = values.filter((_, index) => !chart.series[index]?.isReference);
  if (own.length === 1) return own[0] ?? null;
  return isAdditive(chart) ? sum(own) : null;
}

/** What each series came to in the whole period. */
export const overallOf = (chart: Measured & Pick<ChartData, 'rows'>): ChartValue[] =>
  chart.series.map(({ overall }, index) => {
    if (overall !== undefined) return overall;
    return isAdditive(chart) ? sum(chart.rows.map(({ values }) => values[index] ?? null)) : null;
  });

const sum = (values: readonly ChartValue[]): bigint =>
  values.reduce<bigint>((total, value) => total + BigInt(value ?? 0), 0n);
