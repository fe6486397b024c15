import { createTranslator } from 'use-intl/core';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import type { Model } from '#lib/models/model.ts';
import { PARAMETERS, type ParameterName, type Treatment, treatmentOf } from '#lib/models/parameters.ts';

const TREATMENTS = ['accepted', 'mapped', 'dropped', 'ignored', 'refused'] as const satisfies readonly Treatment[];

export interface TreatmentGroup {
  /** In the reader's language. */
  treatment: string;
  count: number;
  /** Parameters with the same reason, if there is one. */
  alike: readonly { names: readonly ParameterName[]; reason: string | null }[];
}

/** The treatment of every parameter by one model, grouped by treatment and reason. */
export async function modelTreatments(locale: Locale, model: Model): Promise<TreatmentGroup[]> {
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'docs' });
  const treated = PARAMETERS.map(({ name }) => ({ name, ...treatmentOf(name, model) }));
  return TREATMENTS.map((treatment) => {
    const own = treated.filter((parameter) => parameter.treatment === treatment);
    const byReason = Map.groupBy(own, ({ reason }) => reason);
    return {
      treatment: t(`treatments.${treatment}`),
      count: own.length,
      alike: [...byReason].map(([reason, parameters]) => ({
        names: parameters.map(({ name }) => name),
        reason: reason && t(`reasons.${reason}`),
      })),
    };
  }).filter(({ count }) => count > 0);
}
