import { createTranslator } from 'use-intl/core';
import { formatDay, formatExactCount, formatRate } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { findModel, toApiId } from '#lib/models/find.ts';
import type { Model, Thinking } from '#lib/models/model.ts';
import type { DocTable } from '../doc-table.ts';
import { PRICE_ORDER } from './prices.ts';

const KINDS = {
  none: 'none',
  manual: 'manual',
  adaptive: 'adaptive',
  'adaptive-default': 'adaptive_default',
  'between-tools': 'between_tools',
  always: 'always',
} as const satisfies Record<Thinking, string>;

export async function modelPrices(locale: Locale, { rates }: Model): Promise<DocTable> {
  const messages = await loadMessages(locale);
  const t = createTranslator({ locale, messages, namespace: 'models' });
  const tokens = createTranslator({ locale, messages, namespace: 'tokens' });
  return {
    caption: t('prices'),
    columns: [{ name: t('prices') }, { name: t('unit'), isNumeric: true }],
    rows: PRICE_ORDER.map((bucket) => [tokens(bucket), formatRate(locale, rates[bucket])]),
  };
}

export async function modelFacts(locale: Locale, model: Model): Promise<DocTable> {
  const messages = await loadMessages(locale);
  const t = createTranslator({ locale, messages, namespace: 'models' });
  const columns = createTranslator({ locale, messages, namespace: 'docs.columns' });
  const { abilities, lifecycle } = model;
  const isIt = (ability: boolean) => (ability ? t('yes') : t('no'));
  const tokens = (count: number) => t('tokens', { count: formatExactCount(locale, count) });
  const day = (date: string) => formatDay(locale, new Date(date));
  const successor = lifecycle.successor === undefined ? null : findModel(lifecycle.successor);
  return {
    caption: t('facts'),
    columns: [{ name: t('facts') }, { name: model.name }],
    rows: [
      [t('context'), tokens(model.contextTokens)],
      [t('maxOutput'), tokens(model.maxOutputTokens)],
      [t('minCache'), tokens(abilities.minCacheTokens)],
      [t('abilities.images'), isIt(abilities.vision)],
      [t('abilities.pdf'), isIt(abilities.pdf)],
      [t('abilities.structured'), isIt(abilities.structuredOutputs)],
      [t('abilities.temperature'), isIt(abilities.sampling !== 'none')],
      [t('abilities.prefill'), isIt(abilities.prefill)],
      [t('abilities.thinking'), t(`thinkingKinds.${KINDS[abilities.thinking]}`)],
      ...(abilities.efforts.length > 0
        ? [[t('efforts'), abilities.efforts.map((effort) => `\`${effort}\``).join(' ')]]
        : []),
      [t('released'), day(model.releasedOn)],
      ...(lifecycle.retiresOn ? [[columns('retires'), day(lifecycle.retiresOn)]] : []),
      ...(successor
        ? [[t('successor'), `[${successor.name}](/models/${successor.id}) \`${toApiId(successor)}\``]]
        : []),
      ...(model.aliases.length > 0 ? [[t('aliases'), model.aliases.map((alias) => `\`${alias}\``).join(' ')]] : []),
    ],
  };
}
