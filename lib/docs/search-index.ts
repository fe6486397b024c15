import { createTranslator } from 'use-intl/core';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { GUIDES, type GuideSlug } from './contents.ts';
import { type DocTable, fieldId } from './doc-table.ts';
import { ALL_CODES, readErrorTexts } from './errors.ts';
import { headingsOf, readGuide } from './guide.ts';
import { toPlainText } from './inline-markdown.ts';
import { OPERATIONS, type Operation, operationPath } from './openapi/operations.ts';
import { endpointOf, referenceSections } from './openapi/reference.ts';
import type { Section } from './search.ts';

/** The search index of one language, small enough to send to the browser whole. */
export async function searchIndex(locale: Locale): Promise<Section[]> {
  const { docs } = await loadMessages(locale);
  return [
    ...GUIDES.flatMap((slug) => guideSections(slug, locale)),
    ...parameters(docs.parameters),
    ...errors(locale),
    ...(await operationSections(locale)),
  ];
}

function guideSections(slug: GuideSlug, locale: Locale): Section[] {
  const { title, description, body } = readGuide(locale, slug);
  // The line break keeps the text before the first heading separate, even when it is empty.
  const [lead = '', ...pieces] = `\n${body}`.split(/^(?=##+ )/m);
  const base = `/docs/${slug}`;
  return [
    { href: base, page: title, heading: '', text: toText(`${description} ${lead}`) },
    ...pieces.map((piece) => {
      const [heading] = headingsOf(piece.split('\n', 1)[0] ?? '');
      return {
        href: heading ? `${base}#${heading.id}` : base,
        page: title,
        heading: heading?.title ?? '',
        text: toText(piece.slice(piece.indexOf('\n') + 1)),
      };
    }),
  ];
}

/** Indexes the reference's parameters by name; their table is generated when the page is rendered. */
const parameters = (descriptions: Record<string, string>): Section[] =>
  Object.entries(descriptions).map(([name, text]) => ({
    href: `/docs/chat-completions#${fieldId('parameters', name)}`,
    page: name,
    heading: '',
    text: toPlainText(text),
  }));

function errors(locale: Locale): Section[] {
  const texts = readErrorTexts(locale);
  return ALL_CODES.map((code) => ({
    href: `/docs/errors/${code}`,
    page: code,
    heading: '',
    text: toPlainText(`${texts[code].cause} ${texts[code].fix}`),
  }));
}

const toText = (markdown: string): string =>
  toPlainText(
    markdown
      .replace(/^```.*$/gm, '')
      .replace(/<\w+[^>]*\/>/g, '')
      .replace(/^\|[ |:-]+\|$/gm, '') // the separator line below a table's header
      .replace(/ *\| */g, ' ')
      .replace(/^[>#-]+ |^\d+\. /gm, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );

/** Indexes operations by name, address and the fields of their responses. */
async function operationSections(locale: Locale): Promise<Section[]> {
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
    ...(answer?.table ? [{ href: `${href}#answer`, page, heading: answer.title, text: textOfRows(answer.table) }] : []),
  ];
}

const textOfRows = ({ rows }: DocTable): string =>
  toPlainText(rows.map(([name, , text]) => `${name} ${text}`).join(' '));
