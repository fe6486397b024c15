'use client';

import { ChartNoAxesColumn, Table2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/class-names.ts';
import { Tooltip } from '#components/ui/tooltip.tsx';
import type { Axis } from './axis.ts';
import type { ChartData } from './chart-data.ts';
import { useCursor } from './cursor-group.tsx';
import { Legend } from './legend.tsx';
import { Plot } from './plot.tsx';
import { Reading } from './reading.tsx';
import type { Selecting } from './selector.tsx';
import { Twin } from './twin.tsx';

/** Texts of a drawing. The server formats them, because a browser may format numbers differently. */
export interface ChartTexts {
  /** From top to bottom of the axis. */
  ticks: readonly string[];
  /** Values of each series over the whole period. */
  overall: readonly string[];
  total: string | null;
}

export interface ChartPanelProps {
  chart: ChartData;
  axis: Axis;
  texts: ChartTexts;
  /** Id prefix of the chart's SVG patterns. */
  patterns: string;
  shape: 'fill' | 'line';
  selecting?: Selecting;
  children: ReactNode;
}

/** A chart's head, and below it the drawing or the table of the same rows. */
export function ChartPanel(props: ChartPanelProps) {
  const { chart } = props;
  const t = useTranslations('charts');
  const id = useId();
  const [isTable, setTable] = useState(false);
  const Icon = isTable ? ChartNoAxesColumn : Table2;
  return (
    <figure aria-labelledby={id} data-slot="chart" className="@container m-0 grid min-w-0 content-start gap-3">
      <div className="flex items-start justify-between gap-4">
        <div className="grid min-w-0 gap-0.5">
          <h3 id={id} className="text-14">
            {chart.title} <span className="font-normal text-ink-muted">{chart.unit}</span>
          </h3>
          <p className="text-13 text-ink-muted">{chart.finding}</p>
        </div>
        <Tooltip content={t(isTable ? 'showChart' : 'showTable')}>
          <Button
            variant="ghost"
            size="icon"
            aria-pressed={isTable}
            aria-label={t('asTable', { title: chart.title })}
            onClick={() => setTable(!isTable)}
            className="-me-2 -mt-1.5"
          >
            <Icon aria-hidden />
          </Button>
        </Tooltip>
      </div>
      {isTable ? <Twin chart={chart} /> : <Drawing {...props} />}
    </figure>
  );
}

function Drawing({ chart, axis, texts, patterns, shape, selecting, children }: ChartPanelProps) {
  const [active, setActive] = useCursor();
  const row = active === null ? null : (chart.rows[active] ?? null);
  const hasLegend = chart.series.length > 1;
  const place = selecting ? 'below' : 'beside';
  // A range in the future has no rows; the finding says so.
  if (chart.rows.length === 0) return null;
  return (
    <div
      className={cn('grid gap-x-6 gap-y-3', hasLegend && place === 'beside' && '@2xl:grid-cols-[minmax(0,1fr)_auto]')}
    >
      <div className="grid min-w-0 content-start gap-3">
        <Reading chart={chart} row={row} total={texts.total} />
        <Plot
          chart={chart}
          axis={axis}
          ticks={texts.ticks}
          shape={shape}
          selecting={selecting}
          active={active}
          onActive={setActive}
        >
          {children}
        </Plot>
      </div>
      {hasLegend && (
        <Legend
          chart={chart}
          row={row}
          overall={texts.overall}
          axis={axis}
          patterns={patterns}
          shape={shape}
          place={place}
        />
      )}
    </div>
  );
}
