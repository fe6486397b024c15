import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { DocsShell } from '#components/docs/docs-shell.tsx';
import { ErrorPage } from '#components/docs/error-page.tsx';
import { GuidePage } from '#components/docs/guide-page.tsx';
import { ApiPage, ContentsPage } from '#components/docs/index-pages.tsx';
import { OperationPage } from '#components/docs/operation-page.tsx';
import { AlternateLinks, StructuredData } from '#components/sharing/search-engines.tsx';
import { readErrorTexts } from '#lib/docs/errors.ts';
import { readGuide } from '#lib/docs/guide.ts';
import { toPlainText } from '#lib/docs/inline-markdown.ts';
import type { Operation } from '#lib/docs/openapi/operations.ts';
import { allPaths, type DocPage, findPage, pathname } from '#lib/docs/page.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { readLocale } from '#lib/i18n/params.ts';
import { pageMetadata } from '#lib/sharing/metadata.ts';
import { articleData } from '#lib/sharing/structured-data.ts';

interface DocsParams {
  params: Promise<{ locale: string; slug?: string[] }>;
}

export const dynamicParams = false;
export const generateStaticParams = () => allPaths().map((slug) => ({ slug }));

export async function generateMetadata({ params }: DocsParams): Promise<Metadata> {
  const locale = await readLocale(params);
  const { slug = [] } = await params;
  const page = findPage(slug);
  if (!page) notFound();
  const head = await headOf(page, locale);
  return pageMetadata({ locale, path: pathname(slug), ...head, isArticle: page.kind !== 'contents' });
}

async function headOf(page: DocPage, locale: Locale): Promise<{ title: string; description: string }> {
  if (page.kind === 'guide') return readGuide(locale, page.slug);
  if (page.kind === 'error') {
    return { title: page.code, description: toPlainText(readErrorTexts(locale)[page.code].cause) };
  }
  if (page.kind === 'operation') return operationHead(page.operation);
  const t = await getTranslations(page.kind === 'api' ? 'reference' : 'docs');
  return { title: t('title'), description: t('description') };
}

async function operationHead({ id }: Operation) {
  const t = await getTranslations(`reference.operations.${id}`);
  return { title: t('title'), description: toPlainText(t('description')) };
}

export default async function DocsPage({ params }: DocsParams) {
  const locale = await readLocale(params);
  const { slug = [] } = await params;
  const page = findPage(slug);
  if (!page) notFound();
  return (
    <DocsShell here={pathname(slug)}>
      <AlternateLinks locale={locale} path={pathname(slug)} />
      {page.kind !== 'contents' && (
        <StructuredData data={await articleData(locale, pathname(slug), await headOf(page, locale))} />
      )}
      {page.kind === 'contents' && <ContentsPage />}
      {page.kind === 'guide' && <GuidePage slug={page.slug} />}
      {page.kind === 'api' && <ApiPage />}
      {page.kind === 'operation' && <OperationPage operation={page.operation} />}
      {page.kind === 'error' && <ErrorPage code={page.code} />}
    </DocsShell>
  );
}
