import { useTranslations } from 'next-intl';
import { Count } from '#components/ui/count.tsx';
import { Money } from '#components/ui/money.tsx';
import { Stat, StatList } from '#components/ui/stat.tsx';
import type { Balance } from '#lib/billing/queries.ts';
import type { DayUsage } from '#lib/usage/day-usage.ts';

/** The three figures one looks for first. */
export function Figures({ balance, today }: { balance: Balance | null; today: DayUsage | undefined }) {
  const t = useTranslations('overview.figures');
  return (
    <StatList className="pb-10">
      {balance && (
        <Stat
          label={t('balance')}
          value={<Money amount={balance.available} as="balance" />}
          note={
            balance.held > 0n
              ? t.rich('held', { amount: () => <Money key="held" amount={balance.held} /> })
              : t('balanceNote')
          }
        />
      )}
      {today && <Stat label={t('spend')} value={<Money amount={today.cost} />} note={t('sinceMidnight')} />}
      {today && (
        <Stat
          label={t('requests')}
          value={<Count count={today.requests} />}
          note={today.failed > 0 ? t('failed', { count: today.failed }) : t('sinceMidnight')}
        />
      )}
    </StatList>
  );
}
