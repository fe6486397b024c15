import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/class-names.ts';
import type { ChartData, ChartRow } from './chart-data.ts';
import { chooseTicks } from './ticks.ts';

const MOST_TICKS = 7;

/** From this share of the width on, a centred name would overflow on the right. */
const NEAR_THE_END = 0.94;

/** Names below the centres of their rows. A narrow chart omits every other name. */
export function RowTicks({ rows }: { rows: readonly ChartRow[] }) {
  const chosen = chooseTicks(
    rows.map(({ rank }) => rank),
    MOST_TICKS,
  );
  return (
    <div aria-hidden className="figures relative col-start-2 mt-1.5 h-4 text-12 text-ink-muted">
      {chosen.map((index, place) => {
        const middle = (index + 0.5) / rows.length;
        const isLast = middle > NEAR_THE_END;
        const isSpare = (chosen.length - 1 - place) % 2 === 1 && chosen.length > 4;
        return (
          <span
            key={index}
            className={cn(
              'absolute whitespace-nowrap',
              isLast ? 'right-0' : '-translate-x-1/2',
              isSpare && '@max-lg:hidden',
            )}
            style={isLast ? undefined : { left: `${middle * 100}%` }}
          >
            {rows[index]?.tick}
          </span>
        );
      })}
    </div>
  );
}

/** The kind of row with its time zone, and the meaning of the stripes. */
export function RowName({ chart, isSelectable }: { chart: ChartData; isSelectable: boolean }) {
  const t = useTranslations('charts');
  const isHatched = chart.rows.some(({ part }) => part !== 'whole');
  return (
    <p className="col-start-2 flex flex-wrap justify-between gap-x-4 text-12 text-ink-faint">
      <span>{chart.rowName}</span>
      {isSelectable && <span>{t('selectHint')}</span>}
      {isHatched && <span>{t('hatched')}</span>}
    </p>
  );
}
