import { createTranslator } from 'use-intl/core';
import type { NanoUsd } from '#lib/billing/money.ts';
import { costOfWorkload, DAYS_PER_MONTH, type Workload } from '#lib/billing/workload.ts';
import { formatExactCount, formatExactUsd } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { isBarred, obstacleOf } from '#lib/models/cost-ranking.ts';
import type { Model } from '#lib/models/model.ts';
import { toPricedModel } from '#lib/models/priced-model.ts';
import type { DocTable } from '../doc-table.ts';

/** What a workload costs with one model, to the nano-dollar, or why it cannot be done. */
export async function workloadCosts(locale: Locale, model: Model, workload: Workload): Promise<DocTable> {
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'calculator' });
  const { request, perDay, perMonth } = costOfWorkload(workload, model.rates);
  const obstacle = obstacleOf(toPricedModel(model), workload);
  const show = (amount: NanoUsd) => (isBarred(obstacle) ? '–' : formatExactUsd(locale, amount));
  return {
    caption: t('estimate'),
    columns: [{ name: t('part') }, { name: model.name, isNumeric: true }],
    rows: [
      [t('perRequest'), show(request.cost)],
      [t('perDay'), show(perDay)],
      [t('perMonth', { days: DAYS_PER_MONTH }), show(perMonth)],
      ...(obstacle
        ? [[t('note'), t(`obstacles.${obstacle.kind}`, { tokens: formatExactCount(locale, obstacle.tokens) })]]
        : []),
    ],
  };
}
