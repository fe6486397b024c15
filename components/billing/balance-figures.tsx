import { useTranslations } from 'next-intl';
import { Money } from '#components/ui/money.tsx';
import { Stat, StatList } from '#components/ui/stat.tsx';
import type { Balance } from '#lib/billing/queries.ts';

/** Available credit, held credit and debt. */
export function BalanceFigures({ balance, openHolds }: { balance: Balance; openHolds: number }) {
  const t = useTranslations('billing.figures');
  const { available, held, debt } = balance;
  return (
    <StatList className="pb-6">
      <Stat label={t('available')} value={<Money amount={available} as="balance" />} note={t('availableNote')} />
      <Stat
        label={t('held')}
        value={<Money amount={held} as="balance" />}
        note={t('heldNote', { count: openHolds })}
        isLive={openHolds > 0}
      />
      <Stat
        label={t('debt')}
        value={<Money amount={debt} as="balance" />}
        note={t(debt > 0n ? 'debtNote' : 'noDebt')}
      />
    </StatList>
  );
}
