import { useLocale, useTranslations } from 'next-intl';
import type { PublicPrice } from '#lib/billing/price-list.ts';
import { formatDay, formatDuration, formatExactCount, formatMoment } from '#lib/i18n/format.ts';
import { findModel } from '#lib/models/find.ts';
import type { Receipt } from '#lib/usage/receipt.ts';
import { type Fact, FactRows } from './fact-rows.tsx';

interface ReceiptFactsProps {
  receipt: Receipt;
  keyName: string;
  price: PublicPrice | null;
}

/** Key, model, outcome and price of a request. */
export function ReceiptFacts({ receipt, keyName, price }: ReceiptFactsProps) {
  const t = useTranslations('billing.receipt');
  const outcomes = useTranslations('overview.requests.outcomes');
  const locale = useLocale();
  const { model, requestedModel, outcome, errorCode, createdAt, durationMs, firstTokenMs, attempts } = receipt;
  const facts: Fact[] = [
    [t('model'), findModel(model)?.name ?? model],
    [t('asked'), requestedModel],
    [t('key'), keyName],
    [t('outcome'), errorCode ? `${outcomes(outcome)} (${receipt.statusCode} ${errorCode})` : outcomes(outcome)],
    [t('arrived'), formatMoment(locale, createdAt, 'UTC')],
    [t('duration'), formatDuration(locale, durationMs)],
  ];
  if (firstTokenMs !== null) facts.push([t('firstToken'), formatDuration(locale, firstTokenMs)]);
  if (receipt.reasoningTokens > 0) facts.push([t('thinking'), formatExactCount(locale, receipt.reasoningTokens)]);
  if (receipt.isEstimated) facts.push([t('counted'), t('countedByUs')]);
  facts.push([t('attempts'), formatExactCount(locale, attempts)]);
  if (receipt.adjustments.length > 0) facts.push([t('adjustments'), receipt.adjustments.join(', ')]);
  if (price) {
    const [from, until] = [price.valid_from, price.valid_to].map((day) => day && formatDay(locale, new Date(day)));
    facts.push([t('price'), <code key="price">{price.id}</code>]);
    facts.push([t('valid'), until ? t('fromUntil', { from: from ?? '', until }) : t('since', { from: from ?? '' })]);
  }
  if (receipt.upstreamId) facts.push([t('upstreamId'), <code key="upstream">{receipt.upstreamId}</code>]);
  return <FactRows facts={facts} />;
}
