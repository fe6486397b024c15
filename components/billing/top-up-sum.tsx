import { useLocale, useTranslations } from 'next-intl';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { formatExactUsd } from '#lib/i18n/format.ts';
import { fromCents } from '#lib/stripe/rules/cents.ts';

interface TopUpSumProps {
  /** Null while the typed amount cannot be bought. */
  netCents: number | null;
  debt: NanoUsd;
  hasTax: boolean;
}

/** Credit received and price, shown before the order. */
export function TopUpSum({ netCents, debt, hasTax }: TopUpSumProps) {
  const t = useTranslations('billing.topUp');
  const locale = useLocale();
  const net = netCents === null ? null : fromCents(netCents);
  const usd = (amount: NanoUsd | null) => (amount === null ? '–' : formatExactUsd(locale, amount));
  const repaid = net === null ? null : nanoUsd(net < debt ? net : debt);
  const spendable = net === null || repaid === null ? null : nanoUsd(net - repaid);
  const rows: { id: 'arrives' | 'repays' | 'spendable' | 'tax' | 'fee' | 'pay'; value: string }[] = [
    { id: 'arrives', value: usd(net) },
    ...(debt > 0n
      ? [{ id: 'repays', value: usd(repaid) } as const, { id: 'spendable', value: usd(spendable) } as const]
      : []),
    { id: 'tax', value: t(hasTax ? 'taxByAddress' : 'taxNone') },
    { id: 'fee', value: usd(fromCents(0)) },
    { id: 'pay', value: hasTax ? t('payPlusTax', { amount: usd(net) }) : usd(net) },
  ];
  return (
    <dl aria-live="polite" className="border-y text-13">
      {rows.map(({ id, value }) => (
        <div
          key={id}
          className="flex items-baseline justify-between gap-4 border-b py-1.5 last:border-b-0 last:font-semibold"
        >
          <dt className={id === 'pay' ? '' : 'text-ink-muted'}>{t(id)}</dt>
          <dd className="figures text-end">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
