import { createTranslator } from 'use-intl/core';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import type { Model } from '#lib/models/model.ts';
import { PARAMETERS, type ParameterName, type ParameterRuling, treatmentOf } from '#lib/models/parameters.ts';
import type { DocTable } from '../doc-table.ts';

interface RulingGroup {
  ruling: ParameterRuling;
  models: readonly Model[];
}

/** The treatment of each parameter, grouped by models that treat it alike: from the translator's own table. */
export async function compatibilityTable(locale: Locale): Promise<DocTable> {
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'docs' });
  const rows = PARAMETERS.flatMap(({ name }) => groupRulings(name).map((group) => ({ name, ...group })));
  const listModels = (models: readonly Model[]) =>
    models.length === CATALOG.length ? t('allModels') : models.map(({ name }) => shortName(name)).join(', ');
  return {
    caption: t('tables.compatibility'),
    columns: [
      { name: t('columns.parameter') },
      { name: t('columns.treatment'), part: 'aside' },
      { name: t('columns.models') },
      { name: t('columns.reason'), part: 'text' },
    ],
    rows: rows.map(({ name, ruling, models }) => [
      `\`${name}\``,
      t(`treatments.${ruling.treatment}`),
      listModels(models),
      ruling.reason ? t(`reasons.${ruling.reason}`) : '',
    ]),
  };
}

export async function modelParameterTable(locale: Locale, model: Model): Promise<DocTable> {
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'docs' });
  return {
    caption: t('tables.modelParameters', { model: model.name }),
    columns: [{ name: t('columns.parameter') }, { name: t('columns.treatment') }, { name: t('columns.reason') }],
    rows: PARAMETERS.map(({ name }) => {
      const { treatment, reason } = treatmentOf(name, model);
      return [`\`${name}\``, t(`treatments.${treatment}`), reason ? t(`reasons.${reason}`) : ''];
    }),
  };
}

/** Groups the catalog's models by their treatment of a parameter, in the catalog's order. */
export function groupRulings(parameter: ParameterName): RulingGroup[] {
  const keyed = Map.groupBy(CATALOG, (model) => {
    const { treatment, reason } = treatmentOf(parameter, model);
    return `${treatment} ${reason}`;
  });
  return [...keyed.values()].flatMap((models) =>
    models[0] ? [{ ruling: treatmentOf(parameter, models[0]), models }] : [],
  );
}

/** `Opus 4.7`, with a no-break space. */
const shortName = (name: string): string => name.replace(/^Claude /, '').replaceAll(' ', '\u00a0');
