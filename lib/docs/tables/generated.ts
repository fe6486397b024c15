import { createTranslator } from 'use-intl/core';
import { parseEnv } from '#lib/config/env.ts';
import { formatExactCount } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { DIRECTIVES } from '#lib/sandbox/directives.ts';
import { ERROR_FORMS } from '#lib/sandbox/errors.ts';
import type { DocTable } from '../doc-table.ts';
import { errorTable } from '../errors.ts';
import { compatibilityTable } from './compatibility.ts';
import { parameterTable } from './parameters.ts';
import { modelTable, priceTable } from './prices.ts';

/** The tables that a guide can include with `<Generated table="…" />`. */
export const TABLES = {
  parameters: parameterTable,
  compatibility: compatibilityTable,
  prices: priceTable,
  models: modelTable,
  errors: errorTable,
  directives: directiveTable,
  limits: limitTable,
} as const satisfies Record<string, (locale: Locale) => Promise<DocTable>>;

export type TableName = keyof typeof TABLES;

export const isTable = (name: string): name is TableName => Object.hasOwn(TABLES, name);

const forms = Object.keys(ERROR_FORMS).join(', ');

type DirectiveKey = keyof Awaited<ReturnType<typeof loadMessages>>['docs']['directives'];
const toKey = (name: string) => name.replaceAll('-', '_') as DirectiveKey;

/** The table of all directives that a prompt can give to the sandbox. */
export async function directiveTable(locale: Locale): Promise<DocTable> {
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'docs' });
  return {
    caption: t('tables.directives'),
    columns: [{ name: t('columns.directive') }, { name: t('columns.effect'), part: 'text' }],
    rows: DIRECTIVES.map(({ name, usage }) => [`\`sandbox: ${usage}\``, t(`directives.${toKey(name)}`, { forms })]),
  };
}

/** The default limits of accounts and keys; an operator's settings may differ. */
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
