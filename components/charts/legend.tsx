import { useLocale } from 'next-intl';
import { cn } from '#components/ui/class-names.ts';
import { type Axis, heightIn } from './axis.ts';
import type { ChartData, ChartRow } from './chart-data.ts';
import { formatFigure } from './figure.ts';
import { Swatch } from './marks.tsx';
import { spreadLabels } from './ticks.ts';

interface LegendProps {
  chart: ChartData;
  /** The row under the cursor. */
  row: ChartRow | null;
  /** Values of each series over the whole period, shown without a cursor. */
  overall: readonly string[];
  axis: Axis;
  patterns: string;
  shape: 'fill' | 'line';
  /** Beside the drawing when it is wide enough, or always below. */
  place: 'beside' | 'below';
}

/** Height of a label relative to the drawing. */
const LINE_GAP = 20 / 160;

/**
 * All series with their values. Beside a wide drawing, labels are in stack order or at the ends of the lines. Below a
 * narrow
 * drawing they form a list.
 */
export function Legend({ chart, row, overall, axis, patterns, shape, place }: LegendProps) {
  const locale = useLocale();
  const heights = shape === 'line' ? endsOf(chart, axis) : null;
  return (
    <ul className={cn('text-13', place === 'below' ? 'flex flex-wrap gap-x-6 gap-y-1' : LAYOUTS[shape])}>
      {chart.series.map(({ id, name, tone, isReference }, index) => (
        <li
          key={id}
          className={cn(
            'flex min-h-5 min-w-0 items-center gap-2',
            heights && '@2xl:absolute @2xl:inset-x-0 @2xl:-translate-y-1/2',
          )}
          style={heights ? { top: `${(heights[index] ?? 0) * 100}%` } : undefined}
        >
          <Swatch tone={tone} index={index} patterns={patterns} shape={isReference ? 'reference' : shape} />
          <span className={cn('min-w-0 truncate', place === 'beside' && 'grow')} title={name}>
            {name}
          </span>
          <span className="figures text-ink-muted">
            {row ? formatFigure(locale, chart, row.values[index] ?? null) : overall[index]}
          </span>
        </li>
      ))}
    </ul>
  );
}

const LIST =
  'grid grid-cols-[minmax(0,1fr)] content-start gap-x-4 gap-y-1 @lg:grid-cols-[repeat(auto-fill,minmax(10rem,13rem))] @2xl:mt-8 @2xl:h-40 @2xl:w-56 @4xl:w-64';

const LAYOUTS = {
  fill: `${LIST} @2xl:flex @2xl:flex-col-reverse @2xl:justify-end @2xl:gap-0`,
  line: `${LIST} @2xl:relative @2xl:block`,
} as const;

/** Returns the heights of the line ends, moved apart where labels would overlap. */
function endsOf({ series, rows }: ChartData, axis: Axis): number[] {
  const ends = series.map((_, index) => {
    const last = rows.findLast(({ values }) => (values[index] ?? null) !== null);
    return last ? (heightIn(last, index, axis) ?? 1) : 1;
  });
  return spreadLabels(ends, LINE_GAP);
}
