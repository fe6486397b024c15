import { useId } from 'react';
import { cn } from '#components/ui/class-names.ts';
import { type Axis, heightIn, toNumber } from './axis.ts';
import type { ChartData } from './chart-data.ts';
import { FILL, hatchId, Patterns, REFERENCE_LINE } from './marks.tsx';
import { barsPath, barWidth, linePath, type Segment, stackColumns } from './shapes.ts';
import { toneStyle } from './tone.ts';

interface BarsProps extends Pick<ChartData, 'series' | 'rows'> {
  axis: Axis;
  patterns: string;
}

/** Stacked columns. Shapes stretch with the chart, so they clip filled rectangles, whose patterns keep their size. */
export function Bars({ series, rows, axis, patterns }: BarsProps) {
  const clip = useId();
  const stacked = series.map((one, index) => ({ ...one, index })).filter(({ isReference }) => !isReference);
  const references = series.map((one, index) => ({ ...one, index })).filter(({ isReference }) => isReference);
  const columns = rows.map(({ values }) => stacked.map(({ index }) => toNumber(values[index])));
  const layers = stackColumns(columns, axis);
  return (
    <svg aria-hidden="true" className="absolute inset-0 size-full">
      <defs>
        <Patterns prefix={patterns} />
        {layers.map((segments, place) => (
          <clipPath key={stacked[place]?.id} id={`${clip}-${place}`} clipPathUnits="objectBoundingBox">
            <path id={`${clip}-${place}-shape`} d={barsPath(segments)} vectorEffect="non-scaling-stroke" />
          </clipPath>
        ))}
      </defs>
      {stacked.map(({ id, tone, index }, place) => (
        <rect
          key={id}
          width="100%"
          height="100%"
          clipPath={`url(#${clip}-${place})`}
          style={toneStyle(tone, index, patterns)}
          className={FILL}
        />
      ))}
      <svg aria-hidden="true" viewBox="0 0 1 1" preserveAspectRatio="none" width="100%" height="100%">
        {layers.map((_, place) => (
          <use
            key={stacked[place]?.id}
            href={`#${clip}-${place}-shape`}
            className={cn('fill-none', outlineOf(rows.length))}
          />
        ))}
        {references.map(({ id, index }) => (
          <path
            key={id}
            d={linePath(rows.map((row) => heightIn(row, index, axis)))}
            vectorEffect="non-scaling-stroke"
            strokeWidth="1.5"
            className={REFERENCE_LINE}
          />
        ))}
      </svg>
      {rows.map(({ name, part }, index) =>
        part === 'whole' ? null : (
          <Hatch
            key={name}
            index={index}
            count={rows.length}
            segments={layers.map((layer) => layer[index] ?? null)}
            patterns={patterns}
          />
        ),
      )}
    </svg>
  );
}

/** Outlines separate segments of similar colours. Thin bars have none, because the outline would cover them. */
const outlineOf = (count: number): string =>
  count > MOST_OUTLINED ? 'stroke-none' : 'stroke-paper forced-colors:stroke-[CanvasText]';
const MOST_OUTLINED = 45;

interface HatchProps {
  index: number;
  count: number;
  segments: readonly (Segment | null)[];
  patterns: string;
}

/** Covers the column of an incomplete bucket with stripes. */
function Hatch({ index, count, segments, patterns }: HatchProps) {
  const drawn = segments.filter((segment) => segment !== null);
  if (drawn.length === 0) return null;
  const [top, bottom] = [Math.min(...drawn.map((one) => one.top)), Math.max(...drawn.map((one) => one.bottom))];
  const width = barWidth(count);
  return (
    <rect
      x={`${((index + (1 - width) / 2) / count) * 100}%`}
      y={`${top * 100}%`}
      width={`${(width / count) * 100}%`}
      height={`${(bottom - top) * 100}%`}
      fill={`url(#${hatchId(patterns)})`}
    />
  );
}
