import { changelogFeed } from '#lib/changelog/feed.ts';
import { publicUrl } from '#lib/config/env.ts';
import { textReply } from '#lib/docs/documents.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';

// Its links use the installation's URL, which is known only at run time.
export const dynamic = 'force-dynamic';

export async function GET(_request: Request, { params }: LocaleParams): Promise<Response> {
  const feed = await changelogFeed({ locale: await readLocale(params), origin: publicUrl });
  return textReply(feed, 'application/rss+xml');
}
