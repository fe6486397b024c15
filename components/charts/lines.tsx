import { type Axis, heightIn } from './axis.ts';
import type { ChartData } from './chart-data.ts';
import { LINE, Patterns, REFERENCE_LINE, shadeId } from './marks.tsx';
import { dotsPath, linePath } from './shapes.ts';
import { toneStyle } from './tone.ts';

interface LinesProps extends Pick<ChartData, 'series' | 'rows'> {
  axis: Axis;
  patterns: string;
}

/** One line per series. A missing value interrupts it, and a reference is dashed. */
export function Lines({ series, rows, axis, patterns }: LinesProps) {
  return (
    <svg aria-hidden="true" className="absolute inset-0 size-full">
      <defs>
        <Patterns prefix={patterns} />
      </defs>
      {rows.map(({ name, part }, index) =>
        part === 'whole' ? null : (
          <rect
            key={name}
            x={`${(index / rows.length) * 100}%`}
            width={`${100 / rows.length}%`}
            height="100%"
            fill={`url(#${shadeId(patterns)})`}
          />
        ),
      )}
      <svg
        aria-hidden="true"
        viewBox="0 0 1 1"
        preserveAspectRatio="none"
        width="100%"
        height="100%"
        className="overflow-visible"
      >
        {series.map(({ id, tone, isReference }, index) => {
          const heights = rows.map((row) => heightIn(row, index, axis));
          return (
            <g
              key={id}
              strokeLinecap="round"
              strokeLinejoin="round"
              style={toneStyle(tone, index, patterns)}
              className={isReference ? REFERENCE_LINE : LINE}
            >
              <path d={linePath(heights)} vectorEffect="non-scaling-stroke" strokeWidth={isReference ? 1.5 : 2} />
              <path d={dotsPath(heights)} vectorEffect="non-scaling-stroke" strokeWidth="5" strokeDasharray="none" />
            </g>
          );
        })}
      </svg>
    </svg>
  );
}
