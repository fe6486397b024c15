import { createTranslator } from 'use-intl/core';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import type { DocTable } from '../doc-table.ts';
import { ANSWER_HEADERS, CHAT_HEADERS, type HeaderName, toHeaderKey } from './headers.ts';

/** What answers carry beside their body. */
export async function headerTable(isChat: boolean, locale: Locale): Promise<DocTable> {
  const messages = await loadMessages(locale);
  const t = createTranslator({ locale, messages, namespace: 'reference' });
  const columns = createTranslator({ locale, messages, namespace: 'docs.columns' });
  const names: readonly HeaderName[] = isChat ? CHAT_HEADERS : ANSWER_HEADERS;
  return {
    caption: t('tables.headers'),
    columns: [{ name: columns('name') }, { name: columns('description'), part: 'text' }],
    rows: names.map((name) => [`\`${name}\``, t(`headers.${toHeaderKey(name)}`)]),
  };
}
