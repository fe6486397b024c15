import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Comparison } from '#components/models/compare/comparison.tsx';
import { PairForm } from '#components/models/compare/pair-form.tsx';
import { ModelsHead } from '#components/models/models-head.tsx';
import { AlternateLinks } from '#components/sharing/search-engines.tsx';
import { WORKLOAD_PRESETS } from '#lib/billing/workload.ts';
import { readWorkload, WORKLOAD_KEYS } from '#lib/billing/workload-query.ts';
import { readPair } from '#lib/docs/comparison.ts';
import { type SearchParams, toUrlSearchParams } from '#lib/http/search-params.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { pageMetadata } from '#lib/sharing/metadata.ts';

interface CompareProps extends LocaleParams {
  searchParams: SearchParams<string>;
}

export async function generateMetadata({ params, searchParams }: CompareProps): Promise<Metadata> {
  const locale = await readLocale(params);
  const [first, second] = readPair(await toUrlSearchParams(searchParams), new Date());
  const t = await getTranslations({ locale, namespace: 'compare' });
  const names = { first: first.name, second: second.name };
  return pageMetadata({ locale, path: '/models/compare', title: t('titleOf', names), description: t('description') });
}

/** Every pair has a URL, but all share one canonical URL for search engines. */
export default async function ComparePage({ params, searchParams }: CompareProps) {
  const locale = await readLocale(params);
  const t = await getTranslations('compare');
  const query = await toUrlSearchParams(searchParams);
  const models = readPair(query, new Date());
  const reading = readWorkload(query);
  return (
    <div className="pt-10">
      <AlternateLinks locale={locale} path="/models/compare" />
      <ModelsHead title={t('title')} text={t('description')} here="compare" />
      <PairForm models={models} kept={onlyWorkload(query)} />
      <Comparison models={models} workload={reading.isValid ? reading.workload : WORKLOAD_PRESETS.chat} />
    </div>
  );
}

function onlyWorkload(query: URLSearchParams): URLSearchParams {
  const known = new Set<string>(Object.values(WORKLOAD_KEYS));
  return new URLSearchParams([...query].filter(([key]) => known.has(key)));
}
