import { useTranslations } from 'next-intl';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { Forecast } from '#lib/statement/forecast.ts';

/** "At this pace empty in 3 days", or the reason why there is no forecast. */
export function ForecastLine({ forecast, now }: { forecast: Forecast; now: Date }) {
  const t = useTranslations('billing.limits');
  if (forecast.kind !== 'empties') return <p className="text-14">{t(forecast.kind)}</p>;
  const { from, until } = forecast;
  const moment = (at: Date) => () => (
    <RelativeTime key={at.getTime()} moment={at} now={now} className="font-semibold" />
  );
  if (from.getTime() === until.getTime()) return <p className="text-14">{t.rich('emptyAt', { when: moment(from) })}</p>;
  return <p className="text-14">{t.rich('emptyBetween', { from: moment(from), until: moment(until) })}</p>;
}
