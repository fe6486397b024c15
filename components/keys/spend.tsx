import { useLocale, useTranslations } from 'next-intl';
import { Money } from '#components/ui/money.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { formatBalance, formatExactUsd } from '#lib/i18n/format.ts';
import { fullness, type SpendWindow, tightestCap } from '#lib/keys/spend-windows.ts';
import { Meter } from './meter.tsx';

/** Spend of the key in each window, with its cap and reset. */
export function SpendWindows({ spend, now }: { spend: readonly SpendWindow[]; now: Date }) {
  const t = useTranslations('keys');
  return (
    <section aria-labelledby="spend-windows" className="grid gap-3">
      <h2 id="spend-windows" className="text-16">
        {t('page.spend')}
      </h2>
      <dl className="grid gap-x-8 gap-y-5 sm:grid-cols-3">
        {spend.map((window) => (
          <Window key={window.window} window={window} now={now} />
        ))}
      </dl>
    </section>
  );
}

function Window({ window, now }: { window: SpendWindow; now: Date }) {
  const t = useTranslations('keys');
  const locale = useLocale();
  const { cap, used, zone, resetsAt } = window;
  return (
    <div className="grid content-start gap-1 border-t pt-3">
      <dt className="text-13 text-ink-muted">{t(`page.windows.${window.window}`, { zone })}</dt>
      {/* Only wide screens fit both on one line when three windows are side by side. */}
      <dd className="flex flex-wrap items-baseline gap-x-2 sm:max-xl:grid">
        <Money amount={used} className="font-semibold text-20" />
        <span className="text-13 text-ink-muted">
          {cap === null ? t('noCap') : t.rich('page.ofCap', { cap: () => formatExactUsd(locale, cap) })}
        </span>
      </dd>
      {/* Rendered without a cap too, so that the lines below align. */}
      <dd className="my-1 h-1 max-sm:empty:hidden">{cap !== null && <Meter share={fullness({ ...window, cap })} />}</dd>
      <dd className="text-12 text-ink-muted">
        {resetsAt
          ? t.rich('page.resets', { when: () => <RelativeTime moment={resetsAt} now={now} /> })
          : t('page.neverResets')}
      </dd>
    </div>
  );
}

/** Spend against the cap that will be reached first; without caps, the total spend. */
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

/** A shorter form. The key's state shows when a cap is near. */
export function Spent({ spend }: { spend: readonly SpendWindow[] }) {
  const t = useTranslations('keys');
  const locale = useLocale();
  const shown = tightestCap(spend) ?? spend.find(({ window }) => window === 'total');
  if (!shown) return null;
  const words = { amount: formatBalance(locale, shown.used), window: t(`windows.${shown.window}`) };
  return <span className="figures whitespace-nowrap">{t('spent', words)}</span>;
}
