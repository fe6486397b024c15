import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { nanoUsd } from '#lib/billing/money.ts';
import { formatExactUsd, formatMoment } from '#lib/i18n/format.ts';
import type { PaymentSummary, TopUpSummary } from '#lib/stripe/queries.ts';
import { fromCents } from '#lib/stripe/rules/cents.ts';
import { type Fact, FactRows } from './fact-rows.tsx';

interface TopUpFactsProps {
  topUp: TopUpSummary;
  /** Null before payment. */
  payment: PaymentSummary | null;
  invoiceUrl: string;
}

/** The amount ordered and paid, the tax, the refunds, and the invoice. */
export function TopUpFacts({ topUp, payment, invoiceUrl }: TopUpFactsProps) {
  const t = useTranslations('billing.topUpPage');
  const locale = useLocale();
  const usd = (cents: number) => formatExactUsd(locale, fromCents(cents));
  const facts: Fact[] = [
    [
      t('id'),
      <code key="id" className="break-all font-mono text-12">
        {topUp.id}
      </code>,
    ],
    [t('ordered'), formatMoment(locale, topUp.createdAt, 'UTC')],
    [t('credit'), usd(topUp.netCents)],
  ];
  if (payment) {
    facts.push(
      [t('tax'), usd(payment.taxCents)],
      [t('total'), usd(payment.totalCents)],
      [t('credited'), payment.creditedAt ? formatMoment(locale, payment.creditedAt, 'UTC') : '–'],
    );
    if (payment.takenBack > 0n) facts.push([t('takenBack'), formatExactUsd(locale, nanoUsd(payment.takenBack))]);
    facts.push([
      t('invoice'),
      <span key="invoice" className="flex flex-wrap justify-end gap-x-4">
        <DocumentLink href={invoiceUrl}>{t('invoicePdf')}</DocumentLink>
        <DocumentLink href={`${invoiceUrl}&as=receipt`}>{t('receipt')}</DocumentLink>
      </span>,
    ]);
  }
  return <FactRows facts={facts} />;
}

/** Opens one of our routes, which redirects to Stripe’s document, in a new window. */
const DocumentLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <a
    href={href}
    target="_blank"
    rel="noreferrer"
    className="rounded-tick text-accent underline decoration-1 underline-offset-4 hover:text-accent-hover"
  >
    {children}
  </a>
);
