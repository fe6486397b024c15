import { useLocale, useTranslations } from 'next-intl';
import { Money } from '#components/ui/money.tsx';
import { formatBalance, formatExactUsd } from '#lib/i18n/format.ts';
import { fullness, type SpendWindow, tightestCap } from '#lib/keys/spend-windows.ts';
import { Meter } from './meter.tsx';

/** What a key has spent against the cap it will meet first; without caps, in all. */
export function SpendCell({ spend }: { spend: readonly SpendWindow[] }) {
  const t = useTranslations('keys');
  const locale = useLocale();
  const cap = tightestCap(spend);
  const total = spend.find(({ window }) => window === 'total');
  if (!cap) {
    return (
      <span className="grid justify-items-end">
        {total && <Money amount={total.used} as="balance" />}
        <span className="text-12 text-ink-muted">{t('noCap')}</span>
      </span>
    );
  }
  return (
    <span className="ms-auto grid w-fit min-w-44 gap-1">
      <span className="flex items-baseline justify-end gap-1 whitespace-nowrap">
        <Money amount={cap.used} as="balance" />
        <span className="text-12 text-ink-muted">
          {t('ofCap', { cap: formatExactUsd(locale, cap.cap), window: t(`windows.${cap.window}`) })}
        </span>
      </span>
      <Meter share={fullness(cap)} />
    </span>
  );
}

/** The same in a few words: how near the cap is, the key's state says. */
export function Spent({ spend }: { spend: readonly SpendWindow[] }) {
  const t = useTranslations('keys');
  const locale = useLocale();
  const shown = tightestCap(spend) ?? spend.find(({ window }) => window === 'total');
  if (!shown) return null;
  const words = { amount: formatBalance(locale, shown.used), window: t(`windows.${shown.window}`) };
  return <span className="figures whitespace-nowrap">{t('spent', words)}</span>;
}
