import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Island } from '#components/islands/island.tsx';
import { Hero } from '#components/landing/hero.tsx';
import { LiveRequest } from '#components/landing/live-request.tsx';
import { PriceTable } from '#components/landing/price-table.tsx';
import { Promises } from '#components/landing/promises.tsx';
import { Questions } from '#components/landing/questions.tsx';
import { Words } from '#components/layout/words.tsx';
import { AlternateLinks, StructuredData } from '#components/sharing/search-engines.tsx';
import type { CodeSample } from '#components/ui/code-block.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { publicUrl } from '#lib/config/env.ts';
import { SITE } from '#lib/config/site.ts';
import { foretellDemo } from '#lib/gateway/demo-sample.ts';
import { SHARED_NAMESPACES } from '#lib/i18n/messages.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { toApiId } from '#lib/models/find.ts';
import { lifecycleOf } from '#lib/models/lifecycle.ts';
import type { Model } from '#lib/models/model.ts';
import { readSample } from '#lib/samples/read.ts';
import { pageMetadata } from '#lib/sharing/metadata.ts';
import { questionsData, siteData } from '#lib/sharing/structured-data.ts';

const baseUrl = `${publicUrl}${SITE.apiPath}`;

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const locale = await readLocale(params);
  const t = await getTranslations({ locale, namespace: 'site' });
  return pageMetadata({ locale, path: '', title: t('title'), description: t('description') });
}

export default async function LandingPage({ params }: LocaleParams) {
  const locale = await readLocale(params);
  const t = await getTranslations('landing.prices');
  const { model, ...foretold } = foretellDemo('streaming');
  const models = activeModels(new Date());
  return (
    <>
      <AlternateLinks locale={locale} />
      <StructuredData data={[...(await siteData(locale, models)), await questionsData(locale)]} />
      <Hero>
        <Words only={[...SHARED_NAMESPACES, 'samples', 'tokens']}>
          <Island name="live-request">
            <LiveRequest
              topic="streaming"
              samples={streamingSamples()}
              origin={publicUrl}
              model={{ id: toApiId(model), rates: model.rates }}
              foretold={foretold}
            />
          </Island>
        </Words>
      </Hero>
      <Promises model={model} />
      <section id="prices" aria-labelledby="prices-title" className="pt-24">
        <h2 id="prices-title" className="text-28">
          {t('title')}
        </h2>
        <p className="mt-2 mb-6 max-w-reading text-16 text-ink-muted">{t('text')}</p>
        <PriceTable models={models} />
        <p className="mt-4 text-14">
          <TextLink href="/models" className="tap-target inline-block">
            {t('more')}
          </TextLink>
        </p>
      </section>
      <Questions />
    </>
  );
}

const activeModels = (now: Date): Model[] => CATALOG.filter((model) => lifecycleOf(model, now).status === 'active');

/** Libraries first: the page is about the client people have already. */
const streamingSamples = (): CodeSample[] => [
  { id: 'python', label: 'Python', language: 'python', code: readSample('streaming', 'python', baseUrl) },
  { id: 'node', label: 'Node', language: 'javascript', code: readSample('streaming', 'node', baseUrl) },
  { id: 'curl', label: 'curl', language: 'shell', code: readSample('streaming', 'curl', baseUrl) },
];
