'use client';

import { Calculator, Check, CircleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { nanoUsd } from '#lib/billing/money.ts';
import { readPriceList } from '#lib/billing/price-list.ts';
import { formatExactCost } from '#lib/i18n/format.ts';
import { findDifference, type PricedRow } from '#lib/usage/export/reprice.ts';

const PRICES = '/pricing.json';

type Result = 'equal' | 'different' | 'unreachable';

/** Computes the cost again in the browser, from the tokens and the public price list, by the function that bills. */
export function Recompute({ priced }: { priced: PricedRow }) {
  const t = useTranslations('billing.receipt');
  const locale = useLocale();
  const [result, setResult] = useState<Result>();
  const [isPending, setPending] = useState(false);
  const compute = async () => {
    setPending(true);
    setResult(await recompute(priced).catch(() => 'unreachable' as const));
    setPending(false);
  };
  const Icon = result === 'equal' ? Check : CircleAlert;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button onClick={compute} aria-busy={isPending || undefined}>
        <Calculator aria-hidden />
        {t('recompute')}
      </Button>
      <p role="status" data-state={result} className="flex items-center gap-2 text-13">
        {result && (
          <>
            <Icon aria-hidden className={`size-4 shrink-0 ${result === 'equal' ? 'text-success' : 'text-danger'}`} />
            <span className="figures">
              {t(`result.${result}`, { cost: formatExactCost(locale, nanoUsd(priced.cost + priced.absorbed)) })}
            </span>
          </>
        )}
      </p>
    </div>
  );
}

async function recompute(priced: PricedRow): Promise<Result> {
  const reply = await fetch(PRICES);
  if (!reply.ok) return 'unreachable';
  return findDifference(priced, readPriceList(await reply.json())) === null ? 'equal' : 'different';
}
