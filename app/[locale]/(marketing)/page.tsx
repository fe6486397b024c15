import { ChevronDown } from 'lucide-react';
import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Inline } from '#components/docs/inline.tsx';
import { Island } from '#components/islands/island.tsx';
import { LiveRequest } from '#components/landing/live-request.tsx';
import { PriceTable } from '#components/landing/price-table.tsx';
import { Promises } from '#components/landing/promises.tsx';
import { MessagesProvider } from '#components/layout/messages-provider.tsx';
import { AlternateLinks, StructuredData } from '#components/sharing/search-engines.tsx';
import { Button } from '#components/ui/button.tsx';
import type { CodeSample } from '#components/ui/code-block.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { publicUrl } from '#lib/config/env.ts';
import { SITE } from '#lib/config/site.ts';
import { QUESTIONS } from '#lib/docs/questions.ts';
import { foretellDemo } from '#lib/gateway/demo-sample.ts';
import { SHARED_NAMESPACES } from '#lib/i18n/messages.ts';
import { Link } from '#lib/i18n/navigation.ts';
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
        <MessagesProvider only={[...SHARED_NAMESPACES, 'samples', 'tokens']}>
          <Island name="live-request">
            <LiveRequest
              topic="streaming"
              samples={streamingSamples()}
              origin={publicUrl}
              model={{ id: toApiId(model), rates: model.rates }}
              foretold={foretold}
            />
          </Island>
        </MessagesProvider>
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

/** Samples of client libraries first, because the page is about using an existing client. */
const streamingSamples = (): CodeSample[] => [
  { id: 'python', label: 'Python', language: 'python', code: readSample('streaming', 'python', baseUrl) },
  { id: 'node', label: 'Node', language: 'javascript', code: readSample('streaming', 'node', baseUrl) },
  { id: 'curl', label: 'curl', language: 'shell', code: readSample('streaming', 'curl', baseUrl) },
];

/** One sentence, and below it a sample request with its answer and cost. */
function Hero({ children }: { children: ReactNode }) {
  const t = useTranslations('landing');
  const shell = useTranslations('shell');
  return (
    <section className="pt-12 md:pt-20">
      <div className="grid items-end gap-x-16 gap-y-6 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <h1 className="text-28 sm:text-40">{t('headline')}</h1>
        <div>
          <p className="max-w-[34rem] text-16 text-ink-muted">{t('lede')}</p>
          <div className="mt-5 flex flex-wrap gap-3">
            <Button asChild variant="primary" size="large">
              <Link href="/sign-up" prefetch={false}>
                {shell('signUp')}
              </Link>
            </Button>
            <Button asChild size="large">
              <Link href="/docs/quickstart" prefetch={false}>
                {t('quickstart')}
              </Link>
            </Button>
          </div>
        </div>
      </div>
      <div className="mt-10 md:mt-14">{children}</div>
    </section>
  );
}

/** Common questions before sign-up, collapsible without a script. */
function Questions() {
  const t = useTranslations('landing.questions');
  return (
    <section
      aria-labelledby="questions"
      className="grid gap-x-16 gap-y-6 pt-24 lg:grid-cols-[minmax(0,4fr)_minmax(0,7fr)]"
    >
      <h2 id="questions" className="text-28">
        {t('title')}
      </h2>
      <div className="border-t">
        {QUESTIONS.map((id) => (
          <details key={id} className="group border-b">
            <summary className="flex min-h-12 cursor-pointer list-none items-center justify-between gap-4 py-3 font-medium text-16 [&::-webkit-details-marker]:hidden">
              {t(`${id}.question`)}
              <ChevronDown
                aria-hidden
                className="size-4 shrink-0 text-ink-muted transition-transform group-open:rotate-180"
              />
            </summary>
            <p className="max-w-reading pb-5 text-16 text-ink-muted">
              <Inline>{t(`${id}.answer`)}</Inline>
            </p>
          </details>
        ))}
      </div>
    </section>
  );
}
