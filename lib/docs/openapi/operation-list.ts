import { createTranslator } from 'use-intl/core';
import { loadMessages } from '#lib/i18n/messages.ts';
import type { Place } from '../place.ts';
import { OPERATIONS, operationPath } from './operations.ts';

/** Every operation with its one sentence, with links to the Markdown twins. */
export async function listOperations({ locale, origin }: Place): Promise<string> {
  const messages = await loadMessages(locale);
  const t = createTranslator({ locale, messages, namespace: 'reference.operations' });
  const toItem = ({ id }: (typeof OPERATIONS)[number]) =>
    `- [${t(`${id}.title`)}](${origin}/${locale}${operationPath(id)}.md): ${t(`${id}.description`)}`;
  return OPERATIONS.map(toItem).join('\n');
}
