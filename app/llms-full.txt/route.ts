import { publicUrl } from '#lib/config/env.ts';
import { GUIDES } from '#lib/docs/contents.ts';
import { textReply } from '#lib/docs/documents.ts';
import { guideMarkdown } from '#lib/docs/markdown.ts';

export const dynamic = 'force-dynamic';

export async function GET() {
  const guides = await Promise.all(GUIDES.map((slug) => guideMarkdown(slug, { locale: 'en', origin: publicUrl })));
  return textReply(guides.join('\n---\n\n'), 'text/plain');
}
