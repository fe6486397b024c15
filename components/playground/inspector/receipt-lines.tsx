'use client';

import { useLocale, useTranslations } from 'next-intl';
import { formatExactCount } from '#lib/i18n/format.ts';
import { isObject } from '#lib/playground/request/json-text.ts';
import type { Receipt } from '#lib/playground/run/wire-event.ts';

const NAMES = {
  input: 'input',
  cache_write_5m: 'cacheWrite5m',
  cache_write_1h: 'cacheWrite1h',
  cache_read: 'cacheRead',
  output: 'output',
} as const;

/** The receipt as the API returns it: tokens times rate is the exact amount. */
export function ReceiptLines({ receipt }: { receipt: Receipt }) {
  const t = useTranslations('playground.receipt');
  const tokens = useTranslations('tokens');
  const locale = useLocale();
  const lines = Array.isArray(receipt.lines) ? receipt.lines.filter(isObject) : [];
  return (
    <section aria-label={t('title')} className="grid gap-1.5">
      <h3 className="font-medium text-13">{t('title')}</h3>
      <table className="figures w-full text-12">
        <thead className="text-ink-muted">
          <tr>
            <th scope="col" className="pb-1 text-start font-normal">
              {t('part')}
            </th>
            <th scope="col" className="pb-1 text-end font-normal">
              {t('tokens')}
            </th>
            <th scope="col" className="pb-1 text-end font-normal">
              {t('amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines
            .filter((line) => Number(line.tokens) > 0)
            .map(({ bucket, tokens: count, amount_usd: amount }) => (
              <tr key={String(bucket)} className="border-t">
                <td className="py-1">
                  {String(bucket) in NAMES ? tokens(NAMES[bucket as keyof typeof NAMES]) : String(bucket)}
                </td>
                <td className="py-1 text-end">{formatExactCount(locale, Number(count))}</td>
                <td className="py-1 text-end font-mono">{String(amount)}</td>
              </tr>
            ))}
        </tbody>
        <tfoot>
          <tr className="border-t font-medium">
            <th scope="row" colSpan={2} className="py-1 text-start">
              {t('total')}
            </th>
            <td className="py-1 text-end font-mono">{receipt.cost_usd}</td>
          </tr>
        </tfoot>
      </table>
      <p className="text-12 text-ink-muted">{t('held', { amount: String(receipt.held_usd ?? '0') })}</p>
    </section>
  );
}
