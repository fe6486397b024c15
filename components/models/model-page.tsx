import { ArrowLeft, ArrowRight } from 'lucide-react';
import { getLocale, getTranslations } from 'next-intl/server';
import { Sample } from '#components/docs/samples.tsx';
import { Island } from '#components/islands/island.tsx';
import { MessagesProvider } from '#components/layout/messages-provider.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Part } from '#components/ui/part.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { readPair } from '#lib/docs/comparison.ts';
import { toModelRow } from '#lib/docs/model-rows.ts';
import { modelFacts, modelPrices } from '#lib/docs/tables/model-facts.ts';
import { modelTreatments } from '#lib/docs/tables/model-treatments.ts';
import { formatMoment, formatRate } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { toApiId } from '#lib/models/find.ts';
import type { Model, PriceChange } from '#lib/models/model.ts';
import { FactList, ParameterTreatments } from './model-facts.tsx';
import { ModelNotice } from './model-status.tsx';

/** All catalog facts of one model. */
export async function ModelPage({ model }: { model: Model }) {
  const locale = await getLocale();
  const t = await getTranslations('models');
  return (
    <div className="max-w-[52rem] pt-10">
      <ModelHead model={model} locale={locale} />
      <Part id="prices" title={t('prices')}>
        <p className="text-13 text-ink-muted">{t('unit')}</p>
        <FactList table={await modelPrices(locale, model)} />
        {model.priceChange && <NextPrice change={model.priceChange} locale={locale} />}
        <p className="flex flex-wrap gap-x-5 gap-y-2 text-14">
          <TextLink href={`/models/calculator?model=${model.id}`} prefetch={false}>
            {t('calculate')}
          </TextLink>
          <TextLink href={`/models/compare?a=${model.id}&b=${partnerOf(model).id}`} prefetch={false}>
            {t('compareWith', { model: partnerOf(model).name })}
          </TextLink>
        </p>
      </Part>
      <Part id="facts" title={t('facts')}>
        <FactList table={await modelFacts(locale, model)} />
      </Part>
      <Part id="sample" title={t('sample')}>
        <Sample topic="chat" model={toApiId(model)} />
      </Part>
      <Part id="parameters" title={t('parameters')}>
        <ParameterTreatments groups={await modelTreatments(locale, model)} />
        <p className="mt-4 text-14">
          <TextLink href="/docs/compatibility" prefetch={false} className="tap-target inline-block">
            {t('allParameters')}
          </TextLink>
        </p>
      </Part>
      <ModelNeighbours model={model} />
    </div>
  );
}

/** States when the change takes effect, so that a prerendered page is correct before and after it. */
async function NextPrice({ change, locale }: { change: PriceChange; locale: Locale }) {
  const t = await getTranslations('models');
  const { input, output } = change.rates;
  const rates = { input: formatRate(locale, input), output: formatRate(locale, output) };
  return (
    <p className="text-14">
      {t('nextPrice', { moment: formatMoment(locale, new Date(change.validFrom), 'UTC'), ...rates })}
    </p>
  );
}

async function ModelHead({ model, locale }: { model: Model; locale: Locale }) {
  const t = await getTranslations('models');
  const { name, deprecatedOn, retiresOn, retiresText, successor } = toModelRow(model, locale);
  return (
    <header>
      <p className="mb-3 text-14">
        <TextLink href="/models" className="tap-target inline-block">
          {t('back')}
        </TextLink>
      </p>
      <h1 className="flex flex-wrap items-center gap-3 text-28">
        {model.name}
        <Badge variant={model.tier} className="capitalize">
          {model.tier}
        </Badge>
      </h1>
      <p className="mt-2 mb-4 flex items-center gap-1">
        <code translate="no" className="font-mono text-14 text-ink-muted [overflow-wrap:anywhere]">
          {toApiId(model)}
        </code>
        <Island name="copy-button">
          <CopyButton text={toApiId(model)} label={t('copyId', { model: model.name })} />
        </Island>
      </p>
      <MessagesProvider only={['models']}>
        <Island name="model-notice">
          <ModelNotice model={{ name, deprecatedOn, retiresOn, retiresText, successor }} builtAt={Date.now()} />
        </Island>
      </MessagesProvider>
    </header>
  );
}

/** The model to compare with: the successor, or else the default of the comparison. */
function partnerOf(model: Model): Model {
  const query = new URLSearchParams({ a: model.id, b: model.lifecycle.successor ?? '' });
  return readPair(query, new Date())[1];
}

const STYLE = 'flex items-center gap-2 rounded-panel border p-4 font-medium text-14 transition-colors hover:bg-sunken';

/** Links to the previous and next model of the catalog. */
async function ModelNeighbours({ model }: { model: Model }) {
  const t = await getTranslations('models');
  const place = CATALOG.indexOf(model);
  const [previous, next] = [CATALOG[place - 1], CATALOG[place + 1]];
  return (
    <nav aria-label={t('otherModels')} className="mt-16 grid gap-3 border-t pt-6 sm:grid-cols-2 print:hidden">
      {previous && (
        <Link href={`/models/${previous.id}`} prefetch={false} className={STYLE}>
          <ArrowLeft aria-hidden className="size-4 text-ink-muted" />
          <span className="sr-only">{t('previous')}</span>
          {previous.name}
        </Link>
      )}
      {next && (
        <Link href={`/models/${next.id}`} prefetch={false} className={`justify-end sm:col-start-2 ${STYLE}`}>
          <span className="sr-only">{t('next')}</span>
          {next.name}
          <ArrowRight aria-hidden className="size-4 text-ink-muted" />
        </Link>
      )}
    </nav>
  );
}
