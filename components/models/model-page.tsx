import { getLocale, getTranslations } from 'next-intl/server';
import { Sample } from '#components/docs/samples.tsx';
import { Island } from '#components/islands/island.tsx';
import { Words } from '#components/layout/words.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Part } from '#components/ui/part.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { readPair } from '#lib/docs/comparison.ts';
import { toModelRow } from '#lib/docs/model-rows.ts';
import { modelFacts, modelPrices } from '#lib/docs/tables/model-facts.ts';
import { modelTreatments } from '#lib/docs/tables/model-treatments.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { toApiId } from '#lib/models/find.ts';
import type { Model } from '#lib/models/model.ts';
import { FactList } from './fact-list.tsx';
import { ModelNeighbours } from './model-neighbours.tsx';
import { ModelNotice } from './model-notice.tsx';
import { ParameterTreatments } from './parameter-treatments.tsx';

/** Everything the catalog knows of one model. */
export async function ModelPage({ model }: { model: Model }) {
  const locale = await getLocale();
  const t = await getTranslations('models');
  return (
    <div className="max-w-[52rem] pt-10">
      <ModelHead model={model} locale={locale} />
      <Part id="prices" title={t('prices')}>
        <p className="text-13 text-ink-muted">{t('unit')}</p>
        <FactList table={await modelPrices(locale, model)} />
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
      <Words only={['models']}>
        <Island name="model-notice">
          <ModelNotice model={{ name, deprecatedOn, retiresOn, retiresText, successor }} builtAt={Date.now()} />
        </Island>
      </Words>
    </header>
  );
}

/** The model to compare this one with: its successor, or else what the comparison chooses. */
function partnerOf(model: Model): Model {
  const query = new URLSearchParams({ a: model.id, b: model.lifecycle.successor ?? '' });
  return readPair(query, new Date())[1];
}
