import { createTranslator } from 'use-intl/core';
import type { Bucket } from '#lib/billing/pricing.ts';
import { formatDay, formatExactCount, formatRate } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { findModel, toApiId } from '#lib/models/find.ts';
import type { DocTable } from '../doc-table.ts';

/** In the order in which readers compare prices. */
export const PRICE_ORDER = [
  'input',
  'output',
  'cacheRead',
  'cacheWrite5m',
  'cacheWrite1h',
] as const satisfies readonly Bucket[];

/** The five rates of every model in USD per million tokens. */
export async function priceTable(locale: Locale): Promise<DocTable> {
  const messages = await loadMessages(locale);
  const t = createTranslator({ locale, messages, namespace: 'docs' });
  const tokens = createTranslator({ locale, messages, namespace: 'tokens' });
  return {
    caption: t('tables.prices'),
    columns: [
      { name: t('columns.model') },
      ...PRICE_ORDER.map((bucket) => ({ name: tokens(bucket), isNumeric: true })),
    ],
    rows: CATALOG.map((model) => [
      `\`${toApiId(model)}\``,
      ...PRICE_ORDER.map((bucket) => formatRate(locale, model.rates[bucket])),
    ]),
  };
}

/** The input, output and dates of each model. It shows no states, because a prerendered page may outlive them. */
export async function modelTable(locale: Locale): Promise<DocTable> {
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'docs' });
  const day = (date: string | undefined) => (date ? formatDay(locale, new Date(date)) : '–');
  const successor = (id: string | undefined) => {
    const next = id === undefined ? null : findModel(id);
    return next ? `\`${toApiId(next)}\`` : '–';
  };
  return {
    caption: t('tables.models'),
    columns: [
      { name: t('columns.model') },
      { name: t('columns.context'), isNumeric: true },
      { name: t('columns.maxOutput'), isNumeric: true },
      { name: t('columns.minCache'), isNumeric: true },
      { name: t('columns.retires') },
      { name: t('columns.successor') },
    ],
    rows: CATALOG.map((model) => [
      `[${model.name}](/models/${model.id})`,
      formatExactCount(locale, model.contextTokens),
      formatExactCount(locale, model.maxOutputTokens),
      formatExactCount(locale, model.abilities.minCacheTokens),
      day(model.lifecycle.retiresOn),
      successor(model.lifecycle.successor),
    ]),
  };
}
