import { createTranslator } from 'use-intl/core';
import { SITE } from '#lib/config/site.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { toMarkdownTable } from '../doc-table.ts';
import { finish, samplesMarkdown } from '../markdown.ts';
import type { ReaderContext } from '../page.ts';
import { OPERATIONS, type Operation, operationPath } from './operations.ts';
import { endpointOf, type ReferenceSection, referenceSections } from './reference.ts';

export async function referenceMarkdown(place: ReaderContext): Promise<string> {
  const { reference } = await loadMessages(place.locale);
  const head = `# ${reference.title}\n\n${reference.description}\n\n${reference.base}: \`${place.origin}${SITE.apiPath}\``;
  const list = await listOperations(place);
  return finish(`${head}\n\n${reference.document}\n\n## ${reference.calls}\n\n${list}\n`, place);
}

export async function operationMarkdown(operation: Operation, place: ReaderContext): Promise<string> {
  const messages = await loadMessages(place.locale);
  const t = createTranslator({ locale: place.locale, messages, namespace: 'reference.operations' });
  const sections = await referenceSections(operation, place.locale);
  const parts = [
    `# ${t(`${operation.id}.title`)}`,
    t(`${operation.id}.description`),
    `\`${endpointOf(operation)}\``,
    ...sections.map((section) => toMarkdown(section, place)),
  ];
  return finish(`${parts.join('\n\n')}\n`, place);
}

function toMarkdown({ title, text, sample, table }: ReferenceSection, { origin }: ReaderContext): string {
  const parts = [
    `## ${title}`,
    text,
    sample && ('topic' in sample ? samplesMarkdown(sample.topic, origin) : `\`\`\`bash\n${sample.curl}\n\`\`\``),
    table && toMarkdownTable(table),
  ];
  return parts.filter(Boolean).join('\n\n');
}

/** Every operation with its one sentence, with links to the Markdown twins. */
export async function listOperations({ locale, origin }: ReaderContext): Promise<string> {
  const messages = await loadMessages(locale);
  const t = createTranslator({ locale, messages, namespace: 'reference.operations' });
  const toItem = ({ id }: (typeof OPERATIONS)[number]) =>
    `- [${t(`${id}.title`)}](${origin}/${locale}${operationPath(id)}.md): ${t(`${id}.description`)}`;
  return OPERATIONS.map(toItem).join('\n');
}
