import { createTranslator } from 'use-intl/core';
import { parseEnv } from '#lib/config/env.ts';
import { formatExactCount } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import type { DocTable } from '../doc-table.ts';

/** The limits of accounts and keys that have none of their own; an operator's settings may differ. */
export async function limitTable(locale: Locale): Promise<DocTable> {
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'docs' });
  const standard = parseEnv({});
  const limits = [
    { name: t('limits.requests_per_minute'), limit: standard.REQUESTS_PER_MINUTE },
    { name: t('limits.tokens_per_minute'), limit: standard.TOKENS_PER_MINUTE },
    { name: t('limits.concurrent_requests'), limit: standard.CONCURRENT_REQUESTS },
  ];
  return {
    caption: t('tables.limits'),
    columns: [{ name: t('columns.limit') }, { name: t('columns.standard'), isNumeric: true, part: 'aside' }],
    rows: limits.map(({ name, limit }) => [name, formatExactCount(locale, limit)]),
  };
}
