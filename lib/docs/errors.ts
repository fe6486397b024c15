import { createTranslator } from 'use-intl/core';
import { ERROR_CODES, type ErrorCode } from '#lib/errors.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import type { DocTable } from '../doc-table.ts';
import { readErrorTexts } from '../error-texts.ts';
import { retryAdvice } from '../retry-advice.ts';

export const ALL_CODES = Object.keys(ERROR_CODES) as ErrorCode[];

/** Every code with its status, what it means and whether to retry; each has a page of its own. */
export async function errorTable(locale: Locale): Promise<DocTable> {
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'docs' });
  const texts = readErrorTexts(locale);
  return {
    caption: t('tables.errors'),
    columns: [
      { name: t('columns.code') },
      { name: t('columns.status'), isNumeric: true, part: 'aside' },
      { name: t('columns.meaning'), part: 'text' },
      { name: t('columns.retry') },
    ],
    rows: ALL_CODES.map((code) => [
      `[\`${code}\`](/docs/errors/${code})`,
      String(ERROR_CODES[code].status),
      texts[code].cause,
      t(`retryShort.${retryAdvice(code)}`),
    ]),
  };
}
