import { Feed } from 'feed';
import { SITE } from '#lib/config/site.ts';
import { toPlainText } from '#lib/docs/inline-markdown.ts';
import type { ReaderContext } from '#lib/docs/page.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { readChangelog } from './read.ts';

/** The changelog as RSS 2.0. A feed has no page to resolve relative links against, so every address in it is absolute. */
export async function changelogFeed({ locale, origin }: ReaderContext): Promise<string> {
  const { changelog } = await loadMessages(locale);
  const entries = readChangelog(locale);
  const page = `${origin}/${locale}/changelog`;
  const feed = new Feed({
    id: page,
    title: `${SITE.name}: ${changelog.title}`,
    description: changelog.description,
    link: page,
    language: locale,
    feedLinks: { rss: `${page}.xml` },
    generator: SITE.name,
    ...(entries[0] && { updated: entries[0].date }),
  });
  for (const { id, date, title, text } of entries) {
    const link = `${page}#${id}`;
    feed.addItem({ id: link, link, date, title, description: toPlainText(text) });
  }
  return feed.rss2();
}
