import { createTranslator } from 'use-intl/core';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { ABSENT, type DocTable } from '../doc-table.ts';
import { toTypeText } from '../json-type.ts';
import { PARAMETERS_BY_GROUP, REQUEST_ORDER } from '../parameter-groups.ts';
import { DEFAULTS, requestJsonSchema } from '../request-schema.ts';

/** Every field of a chat completion request, from the schema that checks it. */
export async function parameterTable(locale: Locale): Promise<DocTable> {
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'docs' });
  const { properties = {}, required = [] } = requestJsonSchema();
  const isRequired = (name: string) => (required as string[]).includes(name);
  return {
    caption: t('tables.parameters'),
    columns: [
      { name: t('columns.name') },
      { name: t('columns.type'), part: 'aside' },
      { name: t('columns.required'), part: 'flag' },
      { name: t('columns.default') },
      { name: t('columns.description'), part: 'text' },
    ],
    rows: REQUEST_ORDER.map((name) => [
      `\`${name}\``,
      `\`${toTypeText(properties[name] ?? {})}\``,
      isRequired(name) ? t('yes') : t('no'),
      DEFAULTS[name] === undefined ? ABSENT : `\`${DEFAULTS[name]}\``,
      t(`parameters.${name}`),
    ]),
    groups: [...PARAMETERS_BY_GROUP].map(([group, names]) => ({
      title: t(`parameterGroups.${group}`),
      count: names.length,
      isFolded: group === 'inert',
    })),
  };
}
