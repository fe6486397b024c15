import { useLocale, useTranslations } from 'next-intl';
import { type NanoUsd, nanoUsd, ZERO_USD } from '#lib/billing/money.ts';
import { formatExactCost } from '#lib/i18n/format.ts';
import type { Receipt } from '#lib/usage/receipt.ts';
import { type Fact, FactRows } from './fact-rows.tsx';

/** The lines' sum, the amount charged, and the outcome of the hold. */
export function ReceiptSum({ receipt }: { receipt: Receipt }) {
  const t = useTranslations('billing.receipt');
  const locale = useLocale();
  const { total, absorbed, held, remainderPico, outcome, mode } = receipt;
  const usd = (amount: NanoUsd) => formatExactCost(locale, amount);
  const facts: Fact[] = [];
  if (remainderPico > 0) facts.push([t('rounding'), t('pico', { count: remainderPico })]);
  if (absorbed > 0n) facts.push([t('absorbed'), usd(nanoUsd(-absorbed))]);
  facts.push([t('charged'), <strong key="charged">{usd(total)}</strong>]);
  if (held > 0n) {
    const returned = nanoUsd(held > total ? held - total : ZERO_USD);
    facts.push([t('held'), usd(held)], [t('returned'), usd(returned)]);
  }
  return (
    <>
      <FactRows facts={facts} />
      {total === 0n && (
        <p className="text-13 text-ink-muted">{mode === 'test' ? t('freeTest') : t(`free.${outcome}`)}</p>
      )}
    </>
  );
}
