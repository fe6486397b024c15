import { notFound } from 'next/navigation';
import { publicUrl } from '#lib/config/env.ts';
import { textReply } from '#lib/docs/documents.ts';
import { contentsMarkdown, errorMarkdown, guideMarkdown } from '#lib/docs/markdown.ts';
import { operationMarkdown, referenceMarkdown } from '#lib/docs/openapi/markdown.ts';
import { type DocPage, findPage, type ReaderContext } from '#lib/docs/page.ts';
import { isLocale } from '#lib/i18n/locales.ts';

/** A docs page as Markdown. Its public URL is the page's URL with `.md`. */
export async function GET(_request: Request, { params }: { params: Promise<{ path: string[] }> }) {
  const [locale = '', docs, ...rest] = (await params).path;
  const page = docs === 'docs' ? findPage(rest) : null;
  if (!isLocale(locale) || !page) notFound();
  const reply = textReply(await write(page, { locale, origin: publicUrl }), 'text/markdown');
  reply.headers.set('content-language', locale);
  reply.headers.set('vary', 'accept');
  return reply;
}

function write(page: DocPage, place: ReaderContext): Promise<string> {
  switch (page.kind) {
    case 'contents':
      return contentsMarkdown(place);
    case 'guide':
      return guideMarkdown(page.slug, place);
    case 'error':
      return errorMarkdown(page.code, place);
    case 'api':
      return referenceMarkdown(place);
    case 'operation':
      return operationMarkdown(page.operation, place);
  }
}
