'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { PointerEvent } from 'react';
import { cn } from '#components/ui/class-names.ts';
import { heightOf, niceCeiling } from './scale.ts';
import { formatShortDay } from './short-day.ts';

interface BarsProps {
  label: string;
  unit: string;
  /** `bad` is the part of `value` that failed. */
  values: readonly { value: bigint; bad?: bigint }[];
  /** The shortest axis there may be. */
  least: bigint;
  /** Where it ends when there is nothing to show. */
  empty: bigint;
  formatTick: (value: bigint) => string;
  days: readonly string[];
  active: number | null;
  onActive: (index: number | null) => void;
  /** The active day in words. */
  reading: string | null;
}

/**
 * One bar a day, the last one hatched: today is not over. Arrow keys, or a pointer, read a day. It stands in a grid of two
 * columns, bars and axis, so that charts above each other share their days.
 */
export function Bars({ label, unit, values, least, empty, formatTick, days, active, onActive, reading }: BarsProps) {
  const t = useTranslations('overview.chart');
  const most = values.reduce((highest, { value }) => (value > highest ? value : highest), 0n);
  const ceiling = most === 0n ? empty : niceCeiling(most, least);
  const follow = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    onActive(Math.min(values.length - 1, Math.max(0, Math.floor(((clientX - left) / width) * values.length))));
  };
  return (
    <figure className="col-span-full m-0 grid grid-cols-subgrid gap-y-2">
      <figcaption className="col-span-full flex items-baseline justify-between gap-4 text-13">
        <span>
          <span className="font-medium">{label}</span> <span className="text-ink-muted">{unit}</span>
        </span>
        <span className="figures text-ink-muted">{reading}</span>
      </figcaption>
      <div className="col-span-full grid grid-cols-subgrid">
        <div
          className="relative h-28 rounded-tick border-b border-hairline-strong has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
          onPointerMove={follow}
        >
          <Gridlines />
          <div aria-hidden className="relative flex h-full items-end">
            {values.map((bar, index) => (
              <Bar
                key={days[index]}
                {...bar}
                ceiling={ceiling}
                isActive={index === active}
                isToday={index === values.length - 1}
              />
            ))}
          </div>
          <input
            type="range"
            min={0}
            max={values.length - 1}
            value={active ?? values.length - 1}
            aria-label={t('readDay', { label })}
            aria-valuetext={reading ?? t('noReading')}
            onChange={(event) => onActive(Number(event.target.value))}
            onFocus={() => active ?? onActive(values.length - 1)}
            onBlur={() => onActive(null)}
            className="absolute inset-0 size-full cursor-crosshair opacity-0"
          />
        </div>
        <div aria-hidden className="figures -my-2 flex flex-col justify-between text-end text-12 text-ink-muted">
          <span>{formatTick(ceiling)}</span>
          <span>{formatTick(0n)}</span>
        </div>
        <Days days={days} />
      </div>
    </figure>
  );
}

const Gridlines = () => (
  <div aria-hidden className="absolute inset-0 flex flex-col justify-between">
    <span className="border-t" />
    <span className="border-t" />
    <span />
  </div>
);

interface BarProps {
  value: bigint;
  bad?: bigint;
  ceiling: bigint;
  isActive: boolean;
  isToday: boolean;
}

/** Stripes of the ground, over whatever colour a bar has. */
const HATCH =
  'bg-[repeating-linear-gradient(135deg,transparent_0_3px,color-mix(in_oklab,var(--paper)_62%,transparent)_3px_6px)]';

function Bar({ value, bad = 0n, ceiling, isActive, isToday }: BarProps) {
  const height = heightOf(value, ceiling);
  return (
    <span className={cn('flex h-full min-w-0 grow basis-0 items-end px-[1px] sm:px-0.5', isActive && 'bg-hairline')}>
      <span
        className="relative flex w-full flex-col overflow-hidden rounded-t-[2px]"
        style={{ height: height > 0 ? `${height}%` : '1px' }}
      >
        {bad > 0n && <span className="bg-danger" style={{ height: `${heightOf(bad, value)}%` }} />}
        <span className={cn('grow', value > 0n ? 'bg-accent' : 'bg-hairline-strong')} />
        {isToday && value > 0n && <span className={cn('absolute inset-0', HATCH)} />}
      </span>
    </span>
  );
}

/** The first day, the middle one and today, with the zone they are cut by. */
function Days({ days }: { days: readonly string[] }) {
  const t = useTranslations('overview.chart');
  const locale = useLocale();
  const first = days[0];
  const middle = days[Math.floor((days.length - 1) / 2)];
  return (
    <div aria-hidden className="figures flex justify-between pt-1.5 text-12 text-ink-muted">
      <span>{first && formatShortDay(locale, first)}</span>
      <span className="max-sm:hidden">{middle && formatShortDay(locale, middle)}</span>
      <span>{t('today')}</span>
    </div>
  );
}
