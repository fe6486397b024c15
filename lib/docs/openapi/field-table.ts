import { createTranslator } from 'use-intl/core';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import type { DocTable } from '../doc-table.ts';
import { type JsonSchema, toTypeText } from '../json-schema.ts';
import { answerSchema, type SchemaName } from './schemas.ts';

/** One field of a response, by its path: `choices[].message.content`. */
interface AnswerField {
  path: string;
  name: string;
  schema: JsonSchema;
  /** In English. */
  description: string | undefined;
  isOptional: boolean;
}

/** Every field of an object, each followed by its nested fields. */
export function fieldsOf(schema: JsonSchema, prefix = ''): AnswerField[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = prefix + name;
    const isOptional = !(required as string[]).includes(name);
    const description = field.description ?? field.anyOf?.find((choice) => choice.description)?.description;
    return [{ path, name, schema: field, description, isOptional }, ...fieldsInside(field, path)];
  });
}

function fieldsInside(schema: JsonSchema, path: string): AnswerField[] {
  const [choice] = (schema.anyOf ?? []).filter(({ type }) => type !== 'null');
  if (choice) return fieldsInside(choice, path);
  if (schema.items) return fieldsInside(schema.items, `${path}[]`);
  return fieldsOf(schema, `${path}.`);
}

/** The fields of a response, from the document's schema. A `?` marks an optional field. */
export async function fieldTable(name: SchemaName, locale: Locale): Promise<DocTable> {
  const messages = await loadMessages(locale);
  const t = createTranslator({ locale, messages, namespace: 'reference' });
  const columns = createTranslator({ locale, messages, namespace: 'docs.columns' });
  const texts = createTranslator({ locale, messages, namespace: 'reference.fields' });
  // The English texts are in the schemas; a test checks that every one has its message key.
  const textOf = (field: string) => texts(`${name}.${field}` as Parameters<typeof texts>[0]);
  return {
    caption: t('tables.fields', { name }),
    columns: [
      { name: columns('name') },
      { name: columns('type'), part: 'aside' },
      { name: columns('description'), part: 'text' },
    ],
    rows: fieldsOf(answerSchema(name)).map(({ path, name: field, schema, description, isOptional }) => [
      `\`${path}${isOptional ? '?' : ''}\``,
      `\`${toAnswerType(schema)}\``,
      description ? textOf(field) : '',
    ]),
  };
}

/** In a request null means absent and is not shown; in a response it is a possible value. */
export function toAnswerType(schema: JsonSchema): string {
  const isNullable = (schema.anyOf ?? [schema]).some(({ type }) => [type].flat().includes('null'));
  return [toTypeText(schema), isNullable && 'null'].filter(Boolean).join(' | ');
}
