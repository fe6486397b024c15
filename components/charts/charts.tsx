import { useLocale } from 'next-intl';
import { useId } from 'react';
import type { Locale } from '#lib/i18n/locales.ts';
import { type Axis, axisOf, toNumber } from './axis.ts';
import { Bars } from './bars.tsx';
import { type ChartData, headlineOf, overallOf } from './chart-data.ts';
import { ChartPanel, type ChartTexts } from './chart-panel.tsx';
import { formatFigure, formatTick } from './figure.ts';
import { Lines } from './lines.tsx';
import type { Selecting } from './selector.tsx';

/** Stacked columns, one layer per series, for additive figures. */
export function BarChart({ chart }: { chart: ChartData }) {
  const locale = useLocale();
  const patterns = useId();
  const axis = axisOf(chart.figure, reachOfStacks(chart));
  return (
    <ChartPanel chart={chart} axis={axis} texts={writeTexts(locale, chart, axis)} patterns={patterns} shape="fill">
      <Bars series={chart.series} rows={chart.rows} axis={axis} patterns={patterns} />
    </ChartPanel>
  );
}

/** A low histogram above a list. The reader finds outliers in it and selects a range. */
export function StripHistogram({ chart, ...selecting }: { chart: ChartData } & Selecting) {
  const locale = useLocale();
  const patterns = useId();
  const { floor, ceiling } = axisOf(chart.figure, reachOfStacks(chart));
  const axis = { floor, ceiling, step: ceiling - floor, ticks: [ceiling, floor] };
  return (
    <ChartPanel
      chart={chart}
      axis={axis}
      texts={writeTexts(locale, chart, axis)}
      patterns={patterns}
      shape="fill"
      selecting={selecting}
    >
      <Bars series={chart.series} rows={chart.rows} axis={axis} patterns={patterns} />
    </ChartPanel>
  );
}

/** Lines, for figures that are not additive, such as percentiles, or that are cumulative. */
export function LineChart({ chart }: { chart: ChartData }) {
  const locale = useLocale();
  const patterns = useId();
  const axis = axisOf(
    chart.figure,
    chart.rows.flatMap(({ values }) => values.map(toNumber)),
  );
  return (
    <ChartPanel chart={chart} axis={axis} texts={writeTexts(locale, chart, axis)} patterns={patterns} shape="line">
      <Lines series={chart.series} rows={chart.rows} axis={axis} patterns={patterns} />
    </ChartPanel>
  );
}

/** Yields the height of every stack, gains and losses apart. */
function* reachOfStacks({ series, rows }: ChartData): Generator<number> {
  for (const { values } of rows) {
    let [up, down] = [0, 0];
    for (const [index, value] of values.entries()) {
      const number = toNumber(value);
      if (series[index]?.isReference) yield number;
      else if (number > 0) up += number;
      else down += number;
    }
    yield up;
    yield down;
  }
}

function writeTexts(locale: Locale, chart: ChartData, axis: Axis): ChartTexts {
  const overall = overallOf(chart);
  const headline = headlineOf(chart, overall);
  return {
    ticks: axis.ticks.map((tick) => formatTick(locale, chart.figure, tick, axis.step)),
    overall: overall.map((value) => formatFigure(locale, chart, value)),
    total: headline === null ? null : formatFigure(locale, chart, headline),
  };
}
