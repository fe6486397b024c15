import { createTranslator } from 'use-intl/core';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages, type Messages } from '#lib/i18n/messages.ts';
import type { DocTable } from '../doc-table.ts';
import type { Operation } from './operations.ts';

/** The response headers, described in English as in the OpenAPI document. */
export const HEADERS = {
  'x-request-id': 'Names the request and its receipt. Quote it to support.',
  'x-tokenhub-cost': 'What the answer cost in US dollars, as exact decimal text. A stream says it in its last chunk.',
  'x-tokenhub-adjusted': 'What was sent otherwise than you wrote it, as `temperature=dropped`.',
  'x-tokenhub-store':
    'How long the content of the request is stored: `none`, `24h` or `30d`. Sent where you asked for it, or something is stored.',
} as const;

export type HeaderName = keyof typeof HEADERS;

export const ANSWER_HEADERS: readonly HeaderName[] = ['x-request-id'];
export const CHAT_HEADERS = Object.keys(HEADERS) as HeaderName[];
const ESTIMATE_HEADERS: readonly HeaderName[] = ['x-request-id', 'x-tokenhub-adjusted'];

export function headersOf({ body, chunk }: Operation): readonly HeaderName[] {
  if (!body) return ANSWER_HEADERS;
  return chunk ? CHAT_HEADERS : ESTIMATE_HEADERS;
}

type HeaderKey = keyof Messages['reference']['headers'];
export const toHeaderKey = (name: HeaderName) => name.replaceAll('-', '_') as HeaderKey;

export async function headerTable(operation: Operation, locale: Locale): Promise<DocTable> {
  const messages = await loadMessages(locale);
  const t = createTranslator({ locale, messages, namespace: 'reference' });
  const columns = createTranslator({ locale, messages, namespace: 'docs.columns' });
  return {
    caption: t('tables.headers'),
    columns: [{ name: columns('name') }, { name: columns('description'), part: 'text' }],
    rows: headersOf(operation).map((name) => [`\`${name}\``, t(`headers.${toHeaderKey(name)}`)]),
  };
}
