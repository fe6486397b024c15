import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ModelPage } from '#components/models/model-page.tsx';
import { AlternateLinks, StructuredData } from '#components/sharing/search-engines.tsx';
import { formatExactCount, formatRate } from '#lib/i18n/format.ts';
import { readLocale } from '#lib/i18n/params.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { pageMetadata } from '#lib/sharing/metadata.ts';
import { breadcrumbData, modelData } from '#lib/sharing/structured-data.ts';

interface ModelParams {
  params: Promise<{ locale: string; id: string }>;
}

export const dynamicParams = false;
export const generateStaticParams = () => CATALOG.map(({ id }) => ({ id }));

const find = (id: string) => CATALOG.find((model) => model.id === id);

export async function generateMetadata({ params }: ModelParams): Promise<Metadata> {
  const locale = await readLocale(params);
  const model = find((await params).id);
  if (!model) return {};
  const t = await getTranslations({ locale, namespace: 'models' });
  const rates = { input: formatRate(locale, model.rates.input), output: formatRate(locale, model.rates.output) };
  const context = formatExactCount(locale, model.contextTokens);
  const description = t('about', { model: model.name, ...rates, context });
  return pageMetadata({ locale, path: `/models/${model.id}`, title: model.name, description });
}

export default async function ModelRoute({ params }: ModelParams) {
  const locale = await readLocale(params);
  const model = find((await params).id);
  if (!model) notFound();
  return (
    <>
      <AlternateLinks locale={locale} path={`/models/${model.id}`} />
      <StructuredData
        data={[modelData(locale, model, new Date()), await breadcrumbData(locale, `/models/${model.id}`, model.name)]}
      />
      <ModelPage model={model} />
    </>
  );
}
