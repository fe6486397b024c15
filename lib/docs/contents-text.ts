import { createTranslator } from 'use-intl/core';
import { SITE } from '#lib/config/site.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { CONTENTS } from './contents.ts';
import { readGuide } from './guide.ts';
import { listOperations } from './openapi/operation-list.ts';
import type { Place } from './place.ts';

/** Every guide with its one sentence, by section, and every operation, with links to the Markdown twins. */
export async function listPages({ locale, origin }: Place): Promise<string> {
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'docs' });
  const { reference } = await loadMessages(locale);
  const guides = CONTENTS.map(({ id, slugs }) => {
    const items = slugs.map((slug) => {
      const { title, description } = readGuide(locale, slug);
      return `- [${title}](${origin}/${locale}/docs/${slug}.md): ${description}`;
    });
    return `## ${t(`sections.${id}`)}\n\n${items.join('\n')}`;
  });
  return [...guides, `## ${reference.title}\n\n${await listOperations({ locale, origin })}`].join('\n\n');
}

/** `llms.txt`: what this is and where to read on, for programs that read. */
export async function llmsText(place: Place): Promise<string> {
  const { docs, site } = await loadMessages(place.locale);
  const { origin } = place;
  const head = `# ${SITE.name}\n\n> ${site.description}\n\n${docs.description}\n\nBase URL: ${origin}${SITE.apiPath}`;
  const data = [
    `- [OpenAPI](${origin}/openapi.json)`,
    `- [Prices as JSON](${origin}/pricing.json)`,
    `- [All guides in one file](${origin}/llms-full.txt)`,
  ];
  return `${head}\n\n${await listPages(place)}\n\n## Data\n\n${data.join('\n')}\n`;
}
