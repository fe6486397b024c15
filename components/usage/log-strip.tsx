'use client';

import { useQueryStates } from 'nuqs';
import type { ChartData } from '#components/charts/chart-data.ts';
import { StripHistogram } from '#components/charts/charts.tsx';
import type { Selection } from '#components/charts/selector.tsx';
import type { Bucket } from '#lib/usage/time/buckets.ts';
import { LOG_PARSERS } from '#lib/usage/view/log-view.ts';
import { VIEW_PARSERS } from '#lib/usage/view/parsers.ts';

/** Requests over time by outcome. Dragging across it selects the range. */
export function LogStrip({ chart, buckets }: { chart: ChartData; buckets: readonly Bucket[] }) {
  const [{ range: current }, setState] = useQueryStates(
    { range: VIEW_PARSERS.range, before: LOG_PARSERS.before, after: LOG_PARSERS.after },
    { shallow: false, history: 'push' },
  );
  const select = (selection: Selection | null) => {
    // Escape resets only a range that was selected here.
    if (!selection && current.kind !== 'moments') return;
    const [first, last] = selection ? [buckets[selection.from], buckets[selection.to]] : [];
    const range = first && last ? ({ kind: 'moments', from: first.from, to: last.to } as const) : null;
    void setState({ range, before: null, after: null });
  };
  return <StripHistogram chart={chart} selection={null} onSelect={select} />;
}
