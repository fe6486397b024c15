import { createTranslator } from 'use-intl/core';
import { costOfWorkload, DAYS_PER_MONTH, type Workload } from '#lib/billing/workload.ts';
import { formatExactUsd } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import type { Model } from '#lib/models/model.ts';
import type { DocTable } from '../doc-table.ts';

/** What a workload costs with one model, to the nano-dollar. */
export async function workloadCosts(locale: Locale, { name, rates }: Model, workload: Workload): Promise<DocTable> {
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'calculator' });
  const { request, perDay, perMonth } = costOfWorkload(workload, rates);
  return {
    caption: t('estimate'),
    columns: [{ name: t('part') }, { name, isNumeric: true }],
    rows: [
      [t('perRequest'), formatExactUsd(locale, request.cost)],
      [t('perDay'), formatExactUsd(locale, perDay)],
      [t('perMonth', { days: DAYS_PER_MONTH }), formatExactUsd(locale, perMonth)],
    ],
  };
}
