import { useLocale, useTranslations } from 'next-intl';
import { TIER_DOTS } from '#components/models/tier-dots.ts';
import { cn } from '#components/ui/class-names.ts';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '#components/ui/table.tsx';
import type { Bucket } from '#lib/billing/pricing.ts';
import { formatCount, formatRate } from '#lib/i18n/format.ts';
import type { Model } from '#lib/models/model.ts';

/** Ordered for comparing prices, unlike on a receipt. */
const COLUMNS = ['input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h'] as const satisfies readonly Bucket[];

const columnStyle = (bucket: Bucket): string => {
  if (bucket.startsWith('cache')) return 'max-lg:hidden';
  return bucket === 'output' ? 'max-lg:pe-0' : '';
};

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
            <TableHeading key={bucket} isNumeric className={columnStyle(bucket)}>
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

/** On narrow screens, cache prices are on a second line, so that none is hidden. */
function PriceRow({ model }: { model: Model }) {
  const locale = useLocale();
  return (
    <>
      <TableRow className="max-lg:border-b-0">
        <TableHeading scope="row" className="py-2.5 font-normal text-14 text-ink max-lg:pb-0">
          <span className="flex items-center gap-2">
            <span aria-hidden className={`size-2 shrink-0 rounded-full ${TIER_DOTS[model.tier]}`} />
            <span className="font-medium">{model.name}</span>
          </span>
          <code className="ms-4 block break-all font-mono text-12 text-ink-muted">{`anthropic/${model.id}`}</code>
        </TableHeading>
        <TableCell isNumeric className="max-lg:hidden">
          {formatCount(locale, model.contextTokens)}
        </TableCell>
        {COLUMNS.map((bucket) => (
          <TableCell key={bucket} isNumeric className={cn('max-lg:pt-2.5 max-lg:align-top', columnStyle(bucket))}>
            {formatRate(locale, model.rates[bucket])}
          </TableCell>
        ))}
      </TableRow>
      <TableRow className="lg:hidden">
        <TableCell colSpan={3} className="figures h-auto ps-4 pt-1 pb-2.5 text-12 text-ink-muted first:ps-4">
          <CacheLine model={model} />
        </TableCell>
      </TableRow>
    </>
  );
}

function CacheLine({ model: { rates } }: { model: Model }) {
  const t = useTranslations('landing.prices');
  const locale = useLocale();
  return t('cache', {
    read: formatRate(locale, rates.cacheRead),
    write5m: formatRate(locale, rates.cacheWrite5m),
    write1h: formatRate(locale, rates.cacheWrite1h),
  });
}
