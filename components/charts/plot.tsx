import type { ReactNode } from 'react';
import { cn } from '#components/ui/class-names.ts';
import { type Axis, heightOf } from './axis.ts';
import type { ChartData } from './chart-data.ts';
import { Band, Dots, rowUnder, Slider } from './cursor.tsx';
import { RowName, RowTicks } from './row-axis.tsx';
import { type Selecting, Selector } from './selector.tsx';

interface PlotProps {
  chart: ChartData;
  axis: Axis;
  ticks: readonly string[];
  shape: 'fill' | 'line';
  /** Draws a low strip in which a range can be selected. */
  selecting?: Selecting;
  active: number | null;
  onActive: (index: number | null) => void;
  children: ReactNode;
}

/** The drawing with its axes. The pointer moves the cursor, and so do the arrow keys, through an invisible slider. */
export function Plot({ chart, axis, ticks, shape, selecting, active, onActive, children }: PlotProps) {
  const { rows } = chart;
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] content-start gap-x-2">
      <div aria-hidden className="figures -my-2 flex flex-col justify-between text-end text-12 text-ink-muted">
        {ticks.map((tick, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a tick is identified by its index
          <span key={index}>{tick}</span>
        ))}
      </div>
      <div
        className={cn(
          'relative rounded-tick has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2',
          selecting ? 'h-16' : 'h-40',
        )}
        onPointerMove={(event) => onActive(rowUnder(event, rows.length))}
        onPointerLeave={() => onActive(null)}
      >
        <Gridlines axis={axis} />
        {active !== null && <Band index={active} count={rows.length} />}
        {children}
        {active !== null && shape === 'line' && <Dots chart={chart} index={active} axis={axis} />}
        {selecting ? (
          <Selector chart={chart} {...selecting} onActive={onActive} />
        ) : (
          <Slider chart={chart} active={active} onActive={onActive} />
        )}
      </div>
      <RowTicks rows={rows} />
      <RowName chart={chart} isSelectable={selecting !== undefined} />
    </div>
  );
}

function Gridlines({ axis }: { axis: Axis }) {
  return axis.ticks.map((tick) => (
    <span
      key={tick}
      aria-hidden
      className={cn(
        'absolute inset-x-0 border-t forced-colors:border-[GrayText]',
        tick === 0 && 'border-hairline-strong',
      )}
      style={{ top: `${heightOf(axis, tick) * 100}%` }}
    />
  ));
}
