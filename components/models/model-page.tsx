import { getLocale, getTranslations } from 'next-intl/server';
import { DataTable } from '#components/docs/data-table.tsx';
import { Sample } from '#components/docs/samples.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { modelParameterTable } from '#lib/docs/tables/compatibility.ts';
import { modelFacts, modelPrices } from '#lib/docs/tables/model-facts.ts';
import { toApiId } from '#lib/models/find.ts';
import type { Model } from '#lib/models/model.ts';

/** Everything the catalog knows of one model. */
export async function ModelPage({ model }: { model: Model }) {
  const locale = await getLocale();
  const t = await getTranslations('models');
  return (
    <div className="max-w-[52rem] pt-10">
      <p className="mb-3 text-14">
        <TextLink href="/models">{t('back')}</TextLink>
      </p>
      <h1 className="flex flex-wrap items-center gap-3 text-28">
        {model.name}
        <Badge variant={model.tier} className="capitalize">
          {model.tier}
        </Badge>
      </h1>
      <p className="mt-2 flex items-center gap-1">
        <code translate="no" className="font-mono text-14 text-ink-muted [overflow-wrap:anywhere]">
          {toApiId(model)}
        </code>
        <CopyButton text={toApiId(model)} label={t('copyId', { model: model.name })} />
      </p>
      <Part id="prices" title={t('prices')} />
      <DataTable table={await modelPrices(locale, model)} />
      <Part id="facts" title={t('facts')} />
      <DataTable table={await modelFacts(locale, model)} />
      <Part id="sample" title={t('sample')} />
      <Sample topic="chat" model={toApiId(model)} />
      <Part id="parameters" title={t('parameters')} />
      <DataTable table={await modelParameterTable(locale, model)} />
    </div>
  );
}

const Part = ({ id, title }: { id: string; title: string }) => (
  <h2 id={id} className="mt-10 scroll-mt-20 text-20">
    {title}
  </h2>
);
