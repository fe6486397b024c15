import type { FigureKind } from './figure.ts';
import type { Tone } from './tone.ts';

/** Sums are bigint; durations and shares are numbers; null means nothing was measured. */
export type ChartValue = bigint | number | null;

export interface ChartSeries {
  /** Unique within the chart. */
  id: string;
  name: string;
  tone: Tone;
  /** Value of the whole period, where it is not the sum: for percentiles, shares and cumulative values. */
  overall?: ChartValue;
  /** A series to compare with. It is drawn as a dashed line and is not part of any sum. */
  isReference?: boolean;
}

/** One time bucket, with one value per series, in the order of the series. */
export interface ChartRow {
  /** Full name: `Sun, Nov 22, 2026`. */
  name: string;
  /** Short name for the axis: `Nov 22`. */
  tick: string;
  /** How round the start is. Where not all names fit on the axis, the roundest are shown. */
  rank: number;
  /** `cut` by the range or still `running`. Both are hatched. */
  part: 'whole' | 'cut' | 'running';
  values: readonly ChartValue[];
}

/** All data of a chart. Drawing, reading and table use the same rows. */
export interface ChartData {
  title: string;
  /** `USD per day` */
  unit: string;
  /** The main finding in one sentence. */
  finding: string;
  figure: FigureKind;
  /** The kind of bucket, with its time zone: `Day (Europe/Berlin)`. */
  rowName: string;
  /** At most seven and one for all others, because more colours cannot be told apart. */
  series: readonly ChartSeries[];
  rows: readonly ChartRow[];
  /** The values are estimates from sketches and carry "≈". */
  isApproximate?: boolean;
}

/** Whether values may be added up. Shares and percentiles may not. */
const isAdditive = ({ figure }: Pick<ChartData, 'figure'>): boolean => figure === 'usd' || figure === 'count';

type Measured = Pick<ChartData, 'series' | 'figure'>;

/** The main value of a row: the sum of its series, or its only value. */
export function headlineOf(chart: Measured, values: readonly ChartValue[]): ChartValue {
  const own = values.filter((_, index) => !chart.series[index]?.isReference);
  if (own.length === 1) return own[0] ?? null;
  return isAdditive(chart) ? sum(own) : null;
}

/** The value of each series over the whole period. */
export const overallOf = (chart: Measured & Pick<ChartData, 'rows'>): ChartValue[] =>
  chart.series.map(({ overall }, index) => {
    if (overall !== undefined) return overall;
    return isAdditive(chart) ? sum(chart.rows.map(({ values }) => values[index] ?? null)) : null;
  });

const sum = (values: readonly ChartValue[]): bigint =>
  values.reduce<bigint>((total, value) => total + BigInt(value ?? 0), 0n);
