import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { cn } from '#components/ui/class-names.ts';
import type { ChartData } from './chart-data.ts';
import { rowUnder } from './cursor.tsx';
import { nameOf } from './reading.tsx';

/** A range of row indexes, both included. */
export interface Selection {
  from: number;
  to: number;
}

export interface Selecting {
  selection: Selection | null;
  onSelect: (selection: Selection | null) => void;
}

interface SelectorProps extends Selecting {
  chart: ChartData;
  onActive: (index: number | null) => void;
}

/**
 * Selects a range of rows by dragging, or by moving either end with the keys and pressing Enter.
 * Escape discards a change that is not applied, and then the selection.
 */
export function Selector({ chart, selection, onSelect, onActive }: SelectorProps) {
  const [draft, setDraft] = useState<Selection | null>(null);
  const [held, setHeld] = useState<End | null>(null);
  const anchor = useRef<number | null>(null);
  const count = chart.rows.length;
  const apply = () => {
    if (draft) onSelect(draft);
    setDraft(null);
  };
  const begin = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    anchor.current = rowUnder(event, count);
    setDraft({ from: anchor.current, to: anchor.current });
  };
  const extend = (event: PointerEvent<HTMLElement>) => {
    if (anchor.current === null) return;
    setDraft(inOrder(anchor.current, rowUnder(event, count)));
  };
  const end = () => {
    if (anchor.current !== null) apply();
    anchor.current = null;
  };
  const cancel = () => {
    anchor.current = null;
    setDraft(null);
  };
  const obey = ({ key }: KeyboardEvent) => {
    if (key === 'Enter') apply();
    if (key !== 'Escape') return;
    if (draft) cancel();
    else onSelect(null);
  };
  const shown = draft ?? selection;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the sliders inside offer the same by keyboard
    <div
      className="absolute inset-0 cursor-crosshair touch-pan-y select-none"
      onPointerDown={begin}
      onPointerMove={extend}
      onPointerUp={end}
      onPointerCancel={cancel}
      onKeyDown={obey}
    >
      {shown && <Veil {...shown} count={count} held={held} />}
      <Ends
        chart={chart}
        span={shown ?? { from: 0, to: count - 1 }}
        onChange={setDraft}
        onHold={setHeld}
        onActive={onActive}
      />
    </div>
  );
}

const inOrder = (one: number, other: number): Selection => ({ from: Math.min(one, other), to: Math.max(one, other) });

type End = keyof Selection;

/** Dims the rows outside the selection. The end that the keys move is thicker. */
function Veil({ from, to, count, held }: Selection & { count: number; held: End | null }) {
  const style = 'pointer-events-none absolute inset-y-0 border-accent bg-paper/70 forced-colors:border-[Highlight]';
  return (
    <>
      <span
        aria-hidden
        className={cn(style, 'left-0', held === 'from' ? 'border-e-4' : 'border-e-2')}
        style={{ width: `${(from / count) * 100}%` }}
      />
      <span
        aria-hidden
        className={cn(style, 'right-0', held === 'to' ? 'border-s-4' : 'border-s-2')}
        style={{ width: `${(1 - (to + 1) / count) * 100}%` }}
      />
    </>
  );
}

interface EndsProps {
  chart: ChartData;
  span: Selection;
  onChange: (span: Selection) => void;
  onHold: (end: End | null) => void;
  onActive: (index: number | null) => void;
}

function Ends({ chart, span, onChange, onHold, onActive }: EndsProps) {
  const t = useTranslations('charts');
  const { rows, title } = chart;
  const read = (end: End | null, place: number | null) => {
    onHold(end);
    onActive(place);
  };
  const move = (end: End, place: number) => {
    const { from, to } = span;
    onChange(end === 'from' ? { from: Math.min(place, to), to } : { from, to: Math.max(place, from) });
    read(end, place);
  };
  return (['from', 'to'] as const).map((end) => {
    const row = rows[span[end]];
    return (
      <input
        key={end}
        type="range"
        min={0}
        max={rows.length - 1}
        value={span[end]}
        aria-label={t(end, { title })}
        aria-valuetext={row ? nameOf(row, t) : ''}
        onChange={(event) => move(end, Number(event.target.value))}
        onFocus={() => read(end, span[end])}
        onBlur={() => read(null, null)}
        className="pointer-events-none absolute inset-0 size-full opacity-0"
      />
    );
  });
}
