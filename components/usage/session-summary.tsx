import { useLocale, useTranslations } from 'next-intl';
import { formatFigure } from '#components/charts/figure.ts';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Stat, StatList } from '#components/ui/stat.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { formatExactCost, formatExactCount, formatMoment } from '#lib/i18n/format.ts';
import type { LogOverview } from '#lib/usage/queries/log-page.ts';
import type { SessionSummary as Session } from '#lib/usage/queries/session.ts';
import { formatLogView } from '#lib/usage/view/log-view.ts';

interface SessionSummaryProps {
  session: Session;
  log: Pick<LogOverview, 'view'>;
  now: Date;
}

/** The sums of a session, also of the part outside the log's period. */
export function SessionSummary({ session, log: { view }, now }: SessionSummaryProps) {
  const t = useTranslations('usage.session');
  const locale = useLocale();
  const { sessionId, requests, errors, cost, cacheHitRate, firstAt, lastAt, cap } = session;
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const usd = (amount: NanoUsd) => formatFigure(locale, { figure: 'usd' }, amount, 'exact');
  const isWhole = firstAt.getTime() >= view.period.from && lastAt.getTime() < view.period.to;
  const rest = cap && nanoUsd(cap.used < cap.cap ? cap.cap - cap.used : 0n);
  const whole = formatLogView({
    session: sessionId,
    range: { kind: 'moments', from: firstAt.getTime(), to: lastAt.getTime() + 1 },
  });
  return (
    <section className="grid gap-4" aria-labelledby="session">
      <h2 id="session" className="wrap-anywhere font-semibold text-16">
        {t('title', { session: sessionId })}
      </h2>
      <StatList className="grid-cols-2 sm:grid-cols-4">
        <Stat
          label={t('cost')}
          value={formatExactCost(locale, cost)}
          note={cap && rest !== null && t('cap', { cap: usd(cap.cap), rest: usd(rest) })}
        />
        <Stat label={t('requests')} value={formatExactCount(locale, requests)} note={t('failed', { count: errors })} />
        <Stat label={t('cacheHits')} value={cacheHitRate === null ? '–' : percent.format(cacheHitRate)} />
        <Stat
          label={t('last')}
          value={<RelativeTime moment={lastAt} now={now} />}
          note={t('between', {
            first: formatMoment(locale, firstAt, view.zone),
            last: formatMoment(locale, lastAt, view.zone),
          })}
        />
      </StatList>
      {!isWhole && (
        <p className="text-13">
          {t('part')} <TextLink href={`/logs${whole}`}>{t('whole')}</TextLink>
        </p>
      )}
    </section>
  );
}
