import { createTranslator } from 'use-intl/core';
import { WRITTEN_ORIGIN } from '#lib/config/public-url.ts';
import { SITE } from '#lib/config/site.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages, type Messages } from '#lib/i18n/messages.ts';
import type { SampleTopic } from '#lib/samples/read.ts';
import type { DocTable } from '../doc-table.ts';
import { toTypeText } from '../json-schema.ts';
import { parameterTable } from '../tables/parameters.ts';
import { CHAT_EXAMPLE } from './chat-example.ts';
import { fieldTable } from './field-table.ts';
import { headerTable } from './headers.ts';
import type { Operation, PathParameter } from './operations.ts';
import type { QueryParameter } from './usage-parameters.ts';

/** A section of an operation's page, for HTML and Markdown. Texts are inline Markdown. */
export interface ReferenceSection {
  id: 'request' | 'parameters' | 'query' | 'body' | 'answer' | 'stream' | 'headers' | 'errors';
  title: string;
  text?: string;
  table?: DocTable;
  sample?: { topic: SampleTopic } | { curl: string };
}

/** `POST /api/v1/chat/completions` */
export const endpointOf = ({ method, path }: Operation): string => `${method.toUpperCase()} ${SITE.apiPath}${path}`;

/** All sections of an operation, in the order of its page. */
export async function referenceSections(operation: Operation, locale: Locale): Promise<ReferenceSection[]> {
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'reference' });
  const { parameter, query, body, answer, chunk, programs } = operation;
  const section = (id: ReferenceSection['id'], more: Partial<ReferenceSection>): ReferenceSection => ({
    id,
    title: t(`sections.${id}`),
    ...more,
  });
  return [
    section('request', {
      text: t(operation.isPublic ? 'needsNoKey' : 'needsKey'),
      sample: programs ? { topic: programs } : { curl: curlSample(operation) },
    }),
    ...(parameter ? [section('parameters', { table: await pathTable(parameter, locale) })] : []),
    ...(query ? [section('query', { text: t('query'), table: await queryTable(query, locale) })] : []),
    ...(body && chunk ? [section('body', { text: t('body'), table: await parameterTable(locale) })] : []),
    ...(body && !chunk ? [section('body', { text: t('sameBody') })] : []),
    ...(answer ? [section('answer', { text: t('answer'), table: await fieldTable(answer, locale) })] : []),
    ...(chunk
      ? [section('stream', { text: t(answer ? 'stream' : 'streamOnly'), table: await fieldTable(chunk, locale) })]
      : []),
    section('headers', { table: await headerTable(operation, locale) }),
    section('errors', { text: t('errors'), table: await fieldTable('Error', locale) }),
  ];
}

type Translate = ReturnType<typeof createTranslator<Messages, 'reference'>>;

const pathTable = (parameter: PathParameter, locale: Locale): Promise<DocTable> =>
  parameterRows('path', locale, (t) => [
    [`\`${parameter.name}\``, `\`${typeOf(parameter)}\``, t(`parameters.${parameter.name}`)],
  ]);

const queryTable = (query: readonly QueryParameter[], locale: Locale): Promise<DocTable> =>
  parameterRows('query', locale, (t) =>
    query.map(({ name, schema }) => [
      `\`${name}\``,
      `\`${toTypeText(schema.items ?? schema)}${schema.items ? '[]' : ''}\``,
      t(`queryParameters.${name}`),
    ]),
  );

async function parameterRows(
  place: 'path' | 'query',
  locale: Locale,
  toRows: (t: Translate) => string[][],
): Promise<DocTable> {
  const messages = await loadMessages(locale);
  const t = createTranslator({ locale, messages, namespace: 'reference' });
  const columns = createTranslator({ locale, messages, namespace: 'docs.columns' });
  return {
    caption: t(`tables.${place}`),
    columns: [
      { name: columns('name') },
      { name: columns('type'), part: 'aside' },
      { name: columns('description'), part: 'text' },
    ],
    rows: toRows(t),
  };
}

const typeOf = ({ values }: PathParameter): string => toTypeText(values ? { enum: [...values] } : { type: 'string' });

/** A `curl` command to paste. The test suite runs every one of them. */
export function curlSample(operation: Operation, origin: string = WRITTEN_ORIGIN): string {
  const { method, path, parameter, exampleQuery, body, isPublic } = operation;
  const address = `${origin}${SITE.apiPath}${path.replace(/\{\w+\}/, parameter?.example ?? '')}`;
  const url = exampleQuery ? `"${address}?${exampleQuery}"` : address;
  const parts = [
    method === 'post' && !body ? `curl -N -X POST ${url}` : `curl ${url}`,
    ...(isPublic ? [] : ['-H "Authorization: Bearer $TOKENHUB_API_KEY"']),
    ...(body ? ['-H "Content-Type: application/json"', `-d '${JSON.stringify(CHAT_EXAMPLE, null, 2)}'`] : []),
  ];
  return parts.join(' \\\n  ');
}
