import { useLocale } from 'next-intl';
import type { NanoUsd } from '#lib/billing/money.ts';
import { formatBalance, formatCost, formatExactUsd } from '#lib/i18n/format.ts';
import { Exact } from './tooltip.tsx';

interface MoneyProps {
  amount: NanoUsd;
  /** `balance` has two decimals and is never rounded up; `cost` has up to six. */
  as?: 'balance' | 'cost';
  className?: string;
}

/** An amount of money, exact to the nano-dollar on hover and focus. */
export function Money({ amount, as = 'cost', className }: MoneyProps) {
  const locale = useLocale();
  const short = as === 'balance' ? formatBalance(locale, amount) : formatCost(locale, amount);
  const exact = formatExactUsd(locale, amount);
  if (short === exact) return <span className={`figures ${className ?? ''}`}>{short}</span>;
  return (
    <Exact exact={exact} className={className}>
      {short}
    </Exact>
  );
}
