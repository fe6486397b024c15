import { getTranslations } from 'next-intl/server';
import { Hero } from '#components/landing/hero.tsx';
import { PriceTable } from '#components/landing/price-table.tsx';
import { Promises } from '#components/landing/promises.tsx';
import { Receipt } from '#components/landing/receipt.tsx';
import { AlternateLinks } from '#components/layout/alternate-links.tsx';
import { RequestSample } from '#components/samples/request-sample.tsx';
import type { CodeSample } from '#components/ui/code-block.tsx';
import { publicUrl } from '#lib/config/env.ts';
import { SITE } from '#lib/config/site.ts';
import { readSample } from '#lib/docs/code-samples.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { lifecycleOf } from '#lib/models/lifecycle.ts';

const baseUrl = `${publicUrl}${SITE.apiPath}`;

export default async function LandingPage({ params }: LocaleParams) {
  const locale = await readLocale(params);
  const t = await getTranslations('landing');
  const models = activeModels(new Date());
  const shown = models.find(({ tier }) => tier === 'sonnet') ?? models[0];
  return (
    <>
      <AlternateLinks locale={locale} />
      <Hero
        sample={<RequestSample label={t('sample.languages')} samples={chatSamples()} origin={publicUrl} />}
        receipt={shown && <Receipt model={shown} />}
      />
      <Promises />
      <section id="prices" aria-labelledby="prices-title" className="pt-20">
        <h2 id="prices-title" className="text-20">
          {t('prices.title')}
        </h2>
        <p className="mt-1 mb-5 text-14 text-ink-muted">{t('prices.text')}</p>
        <PriceTable models={models} />
      </section>
    </>
  );
}

const activeModels = (now: Date) => CATALOG.filter((model) => lifecycleOf(model, now).status === 'active');

const chatSamples = (): CodeSample[] => [
  { id: 'curl', label: 'curl', language: 'shell', code: readSample('chat', 'curl', baseUrl) },
  { id: 'python', label: 'Python', language: 'python', code: readSample('chat', 'python', baseUrl) },
  { id: 'node', label: 'Node', language: 'javascript', code: readSample('chat', 'node', baseUrl) },
];
