import { getLocale, getTranslations } from 'next-intl/server';
import { Part } from '#components/ui/part.tsx';
import { compareTables } from '#lib/docs/comparison.ts';
import { modelParameterTable } from '#lib/docs/tables/compatibility.ts';
import type { Model } from '#lib/models/model.ts';
import { ComparisonTable } from './comparison-table.tsx';

/** The parameters that the two treat differently; the others are folded. */
export async function ParameterComparison({ models }: { models: readonly [Model, Model] }) {
  const [first, second] = models;
  const locale = await getLocale();
  const t = await getTranslations('compare');
  const rows = compareTables(await modelParameterTable(locale, first), await modelParameterTable(locale, second));
  const different = rows.filter(({ isDifferent }) => isDifferent);
  const alike = rows.filter(({ isDifferent }) => !isDifferent);
  const title = t('alike', { count: alike.length });
  return (
    <Part id="parameters" title={t('parameters')}>
      {different.length > 0 && <ComparisonTable caption={t('parameters')} models={models} rows={different} />}
      <details className="mt-4">
        <summary className="w-fit cursor-pointer rounded-tick py-1 text-14 text-accent hover:text-accent-hover touch:py-3">
          {title}
        </summary>
        <ComparisonTable caption={title} models={models} rows={alike} />
      </details>
    </Part>
  );
}
