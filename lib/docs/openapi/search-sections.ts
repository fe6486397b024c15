import { createTranslator } from 'use-intl/core';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import type { DocTable } from '../doc-table.ts';
import { toPlainText } from '../inline-markdown.ts';
import type { Section } from '../search.ts';
import { OPERATIONS, type Operation, operationPath } from './operations.ts';
import { endpointOf, referenceSections } from './reference.ts';

/** Operations are found by their names and addresses, and by the fields of their answers. */
export async function operationSections(locale: Locale): Promise<Section[]> {
  const sections = await Promise.all(OPERATIONS.map((operation) => sectionsOf(operation, locale)));
  return sections.flat();
}

async function sectionsOf(operation: Operation, locale: Locale): Promise<Section[]> {
  const t = createTranslator({
    locale,
    messages: await loadMessages(locale),
    namespace: `reference.operations.${operation.id}`,
  });
  const [page, href] = [t('title'), operationPath(operation.id)];
  const answer = (await referenceSections(operation, locale)).find(({ id }) => id === 'answer');
  const lead = toPlainText(`${endpointOf(operation)} ${t('description')}`);
  return [
    { href, page, heading: '', text: lead },
    ...(answer?.table ? [{ href: `${href}#answer`, page, heading: answer.title, text: toText(answer.table) }] : []),
  ];
}

const toText = ({ rows }: DocTable): string => toPlainText(rows.map(([name, , text]) => `${name} ${text}`).join(' '));
