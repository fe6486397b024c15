import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTranslator } from 'use-intl/core';
import { AppError, ERROR_CODES, type ErrorCode } from '#lib/errors.ts';
import { toErrorBody } from '#lib/gateway/dialects/chat/error.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import type { DocTable } from './doc-table.ts';
import { toPlainText } from './inline-markdown.ts';
import { EXAMPLE_REQUEST_ID } from './openapi/operations.ts';

/** The cause of an error and its fix, in inline Markdown. */
interface ErrorText {
  cause: string;
  fix: string;
}

/** The text of every code; a test compares the files with `lib/errors.ts`. */
export const readErrorTexts = (locale: Locale): Record<ErrorCode, ErrorText> =>
  JSON.parse(readFileSync(join(process.cwd(), 'content/docs/errors', `${locale}.json`), 'utf8'));

export const ALL_CODES = Object.keys(ERROR_CODES) as ErrorCode[];

/** Every error code with its status, meaning and retry advice; each has a page of its own. */
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

/**
 * Whether repeating the same request can help.
 * - `after_change`: only after a change.
 * - `wait`: after the time in `retry-after`.
 * - `backoff`: soon, with increasing pauses.
 */
type RetryAdvice = 'after_change' | 'wait' | 'backoff';

export function retryAdvice(code: ErrorCode): RetryAdvice {
  const { status } = ERROR_CODES[code];
  if (status === 429) return 'wait';
  return status === 408 || status >= 500 ? 'backoff' : 'after_change';
}

/** The error body of a code, built by the API's own encoder. Only the message comes from the documentation. */
export function errorExample(code: ErrorCode, origin: string): string {
  const error = new AppError(code, toPlainText(readErrorTexts('en')[code].cause));
  return JSON.stringify(toErrorBody(error, EXAMPLE_REQUEST_ID, `${origin}/en/docs`), null, 2);
}
