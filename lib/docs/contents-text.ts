import { createTranslator } from 'use-intl/core';
import { SITE } from '#lib/config/site.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { CONTENTS } from './contents.ts';
import { readGuide } from './guide.ts';
import type { Place } from './place.ts';

/** Every guide with its one sentence, by section, with links to the Markdown twins. */
export async function listGuides({ locale, origin }: Place): Promise<string> {
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'docs' });
  return CONTENTS.map(({ id, slugs }) => {
    const items = slugs.map((slug) => {
      const { title, description } = readGuide(locale, slug);
      return `- [${title}](${origin}/${locale}/docs/${slug}.md): ${description}`;
    });
    return `## ${t(`sections.${id}`)}\n\n${items.join('\n')}`;
  }).join('\n\n');
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
  return `${head}\n\n${await listGuides(place)}\n\n## Data\n\n${data.join('\n')}\n`;
}
