import { useLocale, useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '#components/ui/table.tsx';
import type { Bucket } from '#lib/billing/pricing.ts';
import { formatCount, formatRate } from '#lib/i18n/format.ts';
import type { Model } from '#lib/models/model.ts';

/** In the order people compare prices, not in that of a receipt. */
const COLUMNS = ['input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h'] as const satisfies readonly Bucket[];
const isCache = (bucket: Bucket) => bucket.startsWith('cache');

export function PriceTable({ models }: { models: readonly Model[] }) {
  const t = useTranslations('landing.prices');
  const parts = useTranslations('tokens');
  return (
    <Table caption={t('caption')}>
      <TableHead>
        <tr>
          <TableHeading>{t('model')}</TableHeading>
          <TableHeading isNumeric className="max-lg:hidden">
            {t('context')}
          </TableHeading>
          {COLUMNS.map((bucket) => (
            <TableHeading key={bucket} isNumeric className={isCache(bucket) ? 'max-lg:hidden' : undefined}>
              {parts(bucket)}
            </TableHeading>
          ))}
        </tr>
      </TableHead>
      <TableBody>
        {models.map((model) => (
          <PriceRow key={model.id} model={model} />
        ))}
      </TableBody>
    </Table>
  );
}

function PriceRow({ model }: { model: Model }) {
  const locale = useLocale();
  return (
    <TableRow>
      <TableHeading scope="row" className="py-2.5 font-normal text-14 text-ink">
        <span className="flex items-center gap-2">
          <span aria-hidden className={`size-2 shrink-0 rounded-full ${TIER_COLOURS[model.tier]}`} />
          <span className="font-medium">{model.name}</span>
        </span>
        <code className="ms-4 block break-all font-mono text-12 text-ink-muted">{`anthropic/${model.id}`}</code>
        <CacheLine model={model} />
      </TableHeading>
      <TableCell isNumeric className="max-lg:hidden">
        {formatCount(locale, model.contextTokens)}
      </TableCell>
      {COLUMNS.map((bucket) => (
        <TableCell key={bucket} isNumeric className={isCache(bucket) ? 'max-lg:hidden' : 'max-lg:align-top'}>
          {formatRate(locale, model.rates[bucket])}
        </TableCell>
      ))}
    </TableRow>
  );
}

/** On narrow screens the cache's prices stand below the name, so that none is left out. */
function CacheLine({ model: { rates } }: { model: Model }) {
  const t = useTranslations('landing.prices');
  const locale = useLocale();
  const [read, write5m, write1h] = [
    formatRate(locale, rates.cacheRead),
    formatRate(locale, rates.cacheWrite5m),
    formatRate(locale, rates.cacheWrite1h),
  ];
  return (
    <span className="figures ms-4 mt-1 block text-12 text-ink-muted lg:hidden">
      {t('cache', { read, write5m, write1h })}
    </span>
  );
}

/** The name says the tier; the colour repeats it, the same as in every chart. */
const TIER_COLOURS = {
  opus: 'bg-tier-opus',
  sonnet: 'bg-tier-sonnet',
  haiku: 'bg-tier-haiku',
  fable: 'bg-tier-fable',
} as const satisfies Record<Model['tier'], string>;
