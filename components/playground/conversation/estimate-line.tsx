'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { findUsd, ZERO_USD } from '#lib/billing/money.ts';
import { formatCost } from '#lib/i18n/format.ts';
import type { Attachment } from '#lib/playground/document.ts';
import { useEstimate } from '../state/use-estimate.ts';

/** The estimated cost of the next run. */
export function EstimateLine({ text, attached }: { text: string; attached: readonly Attachment[] }) {
  const t = useTranslations('playground.estimate');
  const locale = useLocale();
  const estimate = useEstimate(text, attached);
  if (!estimate) return null;
  const from = findUsd(estimate.fromUsd) ?? ZERO_USD;
  const most = findUsd(estimate.atMostUsd) ?? ZERO_USD;
  const isTooMuch = estimate.availableUsd !== null && most > (findUsd(estimate.availableUsd) ?? ZERO_USD);
  return (
    <Tooltip content={estimate.isFree ? t('freeText') : t('text')}>
      <button type="button" className="figures cursor-default! rounded-tick text-12 text-ink-muted">
        {t('range', { from: formatCost(locale, from), most: formatCost(locale, most) })}
        {estimate.isFree && ` · ${t('free')}`}
        {isTooMuch && <span className="text-danger"> · {t('tooMuch')}</span>}
      </button>
    </Tooltip>
  );
}
