import { useLocale, useTranslations } from 'next-intl';
import type { ChartValue } from '#components/charts/chart-data.ts';
import { type FigureKind, formatFigure } from '#components/charts/figure.ts';
import { formatExactCount } from '#lib/i18n/format.ts';
import type { Finding } from '#lib/usage/analysis/finding.ts';
import type { Percentile } from '#lib/usage/analysis/latency.ts';

interface Subject {
  figure: FigureKind;
  /** Names of the rows, by index. */
  buckets: readonly string[];
}

/** Describes a chart's main finding in one sentence. */
export function useFindingText(): (finding: Finding, subject: Subject) => string {
  const t = useTranslations('usage.finding');
  const locale = useLocale();
  const share = (value: number) => formatFigure(locale, { figure: 'percent' }, value);
  const usd = (value: bigint) => formatFigure(locale, { figure: 'usd' }, value);
  const count = (value: bigint) => formatExactCount(locale, Number(value));
  const duration = ({ ms, isApproximate }: Percentile) => formatFigure(locale, { figure: 'ms', isApproximate }, ms);
  return (finding, { figure, buckets }) => {
    const text = (value: ChartValue) => formatFigure(locale, { figure }, value);
    switch (finding.kind) {
      case 'none':
      case 'uncached':
        return t(finding.kind);
      case 'total':
      case 'same':
      case 'new':
        return t(finding.kind, { total: text(finding.total) });
      case 'peak':
        return t('peak', {
          total: text(finding.total),
          peak: text(finding.peak),
          bucket: buckets[finding.bucket] ?? '',
        });
      case 'lead':
        return t('lead', { total: text(finding.total), group: finding.group, share: share(finding.share) });
      case 'more':
      case 'less':
        return t(finding.kind, {
          total: text(finding.total),
          previous: text(finding.previous),
          share: share(finding.share),
        });
      case 'errors':
        return t('errors', {
          errors: count(finding.errors),
          requests: count(finding.requests),
          share: share(finding.share),
        });
      case 'noErrors':
        return t('noErrors', { count: Number(finding.requests), requests: count(finding.requests) });
      case 'saved':
      case 'lost':
        return t(finding.kind, { amount: usd(finding.amount), share: share(finding.share) });
      case 'latency':
        return t('latency', { half: duration(finding.half), most: duration(finding.most) });
    }
  };
}
