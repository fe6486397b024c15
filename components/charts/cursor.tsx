import { useLocale, useTranslations } from 'next-intl';
import type { PointerEvent } from 'react';
import { type Axis, heightIn } from './axis.ts';
import { type ChartData, type ChartRow, headlineOf } from './chart-data.ts';
import { formatFigure } from './figure.ts';
import { nameOf } from './reading.tsx';

/** Returns the index of the row below the pointer. */
export function rowUnder({ currentTarget, clientX }: PointerEvent<Element>, count: number): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  return Math.min(count - 1, Math.max(0, Math.floor(((clientX - left) / width) * count)));
}

/** Highlights the row under the cursor. */
export const Band = ({ index, count }: { index: number; count: number }) => (
  <span
    aria-hidden
    className="absolute inset-y-0 bg-hairline forced-colors:border-x"
    style={{ left: `${(index / count) * 100}%`, width: `${100 / count}%` }}
  />
);

/** Marks the values of the row under the cursor on the lines. */
export function Dots({ chart: { series, rows }, index, axis }: { chart: ChartData; index: number; axis: Axis }) {
  const row = rows[index];
  return series.map(({ id, tone, isReference }, place) => {
    const height = row ? heightIn(row, place, axis) : null;
    return height === null ? null : (
      <span
        key={id}
        aria-hidden
        className="absolute size-2 -translate-1/2 rounded-full ring-2 ring-paper forced-colors:border"
        style={{
          left: `${((index + 0.5) / rows.length) * 100}%`,
          top: `${height * 100}%`,
          background: `var(--${isReference ? 'ink-faint' : tone})`,
        }}
      />
    );
  });
}

interface SliderProps {
  chart: ChartData;
  active: number | null;
  onActive: (index: number | null) => void;
}

/** Moves the cursor with the arrow keys. A native range input, so it works with and without a screen reader. */
export function Slider({ chart, active, onActive }: SliderProps) {
  const t = useTranslations('charts');
  const last = chart.rows.length - 1;
  const row = active === null ? undefined : chart.rows[active];
  const inWords = useRowInWords(chart);
  return (
    <input
      type="range"
      min={0}
      max={last}
      value={active ?? last}
      aria-label={t('read', { title: chart.title })}
      aria-valuetext={row ? inWords(row) : t('noReading')}
      onChange={(event) => onActive(Number(event.target.value))}
      onFocus={() => active ?? onActive(last)}
      onBlur={() => onActive(null)}
      className="absolute inset-0 size-full cursor-crosshair touch-pan-y opacity-0"
    />
  );
}

/** Returns a row as a sentence for screen readers. */
function useRowInWords(chart: ChartData): (row: ChartRow) => string {
  const t = useTranslations('charts');
  const locale = useLocale();
  return ({ values, ...row }) => {
    const headline = headlineOf(chart, values);
    const told = [
      ...(headline === null ? [] : [formatFigure(locale, chart, headline)]),
      ...(chart.series.length === 1
        ? []
        : chart.series.flatMap(({ name }, index) => {
            const value = values[index] ?? null;
            return value === 0n ? [] : t('part', { name, value: formatFigure(locale, chart, value) });
          })),
    ];
    return t('part', { name: nameOf(row, t), value: new Intl.ListFormat(locale, { type: 'unit' }).format(told) });
  };
}
