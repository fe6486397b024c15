'use client';

import { Check, CircleAlert, Scale } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { callAction } from '#components/auth/call-action.ts';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { Button } from '#components/ui/button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { ActionResult } from '#lib/auth/action-result.ts';
import type { RenderedFor } from '#lib/auth/rendered-for.ts';
import { nanoUsd } from '#lib/billing/money.ts';
import { formatExactCount, formatExactUsd } from '#lib/i18n/format.ts';
import type { BooksProof, SideProof } from '#lib/statement/prove-books.ts';

export type OnProve = (page: RenderedFor, input: Record<string, never>) => Promise<ActionResult<BooksProof>>;

/** Checks on demand that all derived figures agree with the ledger, and shows both values of each. */
export function ProveBooks({ onProve }: { onProve: OnProve }) {
  const t = useTranslations('billing.proof');
  const explain = useFailureText();
  const prove = usePageAction(onProve);
  const [result, setResult] = useState<ActionResult<BooksProof>>();
  const [isPending, setPending] = useState(false);
  const run = async () => {
    if (isPending) return;
    setPending(true);
    setResult(await callAction(() => prove({})));
    setPending(false);
  };
  return (
    <div className="grid gap-3">
      <Button className="justify-self-start" onClick={run} aria-busy={isPending || undefined}>
        <Scale aria-hidden />
        {t('prove')}
      </Button>
      <div role="status" className="text-13 empty:hidden">
        {result?.ok && <Verdict {...result.data} />}
        {result && !result.ok && <p className="text-danger">{explain(result.error)}</p>}
      </div>
      {result?.ok && (
        <ul className="grid gap-px overflow-hidden rounded-control border bg-hairline text-13 sm:grid-cols-2">
          {result.data.sides.map((side) => (
            <Figures key={side.side} {...side} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Verdict({ sides, provedAt }: BooksProof) {
  const t = useTranslations('billing.proof');
  const locale = useLocale();
  const differences = sides.filter(({ shown, expected }) => shown !== expected);
  const rows = sides.reduce((sum, side) => sum + side.rows, 0);
  return (
    <p data-state={differences.length === 0 ? 'equal' : 'different'}>
      <strong className="font-semibold">
        {differences.length === 0
          ? t('allEqual')
          : t('someDiffer', { sides: differences.map(({ side }) => t(`sides.${side}.name`)).join(', ') })}
      </strong>{' '}
      <span className="figures">{t('read', { count: formatExactCount(locale, rows), rows })}</span>{' '}
      <RelativeTime moment={provedAt} now={provedAt} className="text-ink-muted" />
    </p>
  );
}

function Figures({ side, shown, expected, rows }: SideProof) {
  const t = useTranslations('billing.proof');
  const locale = useLocale();
  const isEqual = shown === expected;
  const Icon = isEqual ? Check : CircleAlert;
  const count = formatExactCount(locale, rows);
  const figures = [
    [t(`sides.${side}.shown`, { count }), shown],
    [t(`sides.${side}.expected`, { count }), expected],
  ] as const;
  return (
    <li className="grid content-start gap-1 bg-paper p-3">
      <p className="flex items-center gap-2">
        <Icon aria-hidden className={`size-4 shrink-0 ${isEqual ? 'text-success' : 'text-danger'}`} />
        <strong className="font-semibold">{t(`sides.${side}.name`)}</strong>
        <span className={`figures ${isEqual ? 'text-ink-muted' : 'text-danger'}`}>
          {isEqual ? t('same') : t('difference', { amount: formatExactUsd(locale, nanoUsd(shown - expected)) })}
        </span>
      </p>
      <dl>
        {figures.map(([label, amount]) => (
          <div key={label} className="flex flex-wrap items-baseline justify-between gap-x-4">
            <dt className="text-ink-muted">{label}</dt>
            <dd className="figures">{formatExactUsd(locale, amount)}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
