import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ContentsPage } from '#components/docs/contents-page.tsx';
import { ErrorPage } from '#components/docs/error-page.tsx';
import { GuidePage } from '#components/docs/guide-page.tsx';
import { AlternateLinks } from '#components/layout/alternate-links.tsx';
import { readErrorTexts } from '#lib/docs/error-texts.ts';
import { readGuide } from '#lib/docs/guide.ts';
import { toPlainText } from '#lib/docs/inline-markdown.ts';
import { allPaths, findPage, pathname } from '#lib/docs/page.ts';
import { readLocale } from '#lib/i18n/params.ts';

interface DocsParams {
  params: Promise<{ locale: string; slug?: string[] }>;
}

export const dynamicParams = false;
export const generateStaticParams = () => allPaths().map((slug) => ({ slug }));

export async function generateMetadata({ params }: DocsParams): Promise<Metadata> {
  const locale = await readLocale(params);
  const page = findPage((await params).slug ?? []);
  const t = await getTranslations('docs');
  if (page?.kind === 'guide') {
    const { title, description } = readGuide(locale, page.slug);
    return { title, description };
  }
  if (page?.kind === 'error') {
    return { title: page.code, description: toPlainText(readErrorTexts(locale)[page.code].cause) };
  }
  return { title: t('title'), description: t('description') };
}

export default async function DocsPage({ params }: DocsParams) {
  const locale = await readLocale(params);
  const { slug = [] } = await params;
  const page = findPage(slug);
  if (!page) notFound();
  return (
    <>
      <AlternateLinks locale={locale} path={pathname(slug)} />
      {page.kind === 'contents' && <ContentsPage />}
      {page.kind === 'guide' && <GuidePage slug={page.slug} />}
      {page.kind === 'error' && <ErrorPage code={page.code} />}
    </>
  );
}
