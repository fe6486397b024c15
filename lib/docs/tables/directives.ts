import { createTranslator } from 'use-intl/core';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { DIRECTIVES } from '#lib/sandbox/directives.ts';
import { ERROR_FORMS } from '#lib/sandbox/errors.ts';
import type { DocTable } from '../doc-table.ts';

const forms = Object.keys(ERROR_FORMS).join(', ');

/** A directive's name as a message key. */
export type DirectiveKey = keyof Awaited<ReturnType<typeof loadMessages>>['docs']['directives'];
export const toKey = (name: string) => name.replaceAll('-', '_') as DirectiveKey;

/** Everything a prompt can ask of the sandbox. */
export async function directiveTable(locale: Locale): Promise<DocTable> {
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'docs' });
  return {
    caption: t('tables.directives'),
    columns: [{ name: t('columns.directive') }, { name: t('columns.effect'), part: 'text' }],
    rows: DIRECTIVES.map(({ name, usage }) => [`\`sandbox: ${usage}\``, t(`directives.${toKey(name)}`, { forms })]),
  };
}
