import { useLocale, useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableFoot, TableHeading, TableRow } from '#components/ui/table.tsx';
import { ceilToNano } from '#lib/billing/money.ts';
import { costOf } from '#lib/billing/pricing.ts';
import { type BilledTokens, NO_TOKENS } from '#lib/billing/tokens.ts';
import { formatCost, formatExactCount, formatRate } from '#lib/i18n/format.ts';
import type { Model } from '#lib/models/model.ts';

/** A call with a long prompt that is mostly cached. */
const EXAMPLE: BilledTokens = { ...NO_TOKENS, input: 1_250, cacheRead: 8_400, output: 640 };

/** A worked example, computed by the same function that bills. */
export function Receipt({ model }: { model: Model }) {
  const t = useTranslations('landing.receipt');
  const parts = useTranslations('tokens');
  const locale = useLocale();
  const { cost, lines } = costOf(EXAMPLE, model.rates);
  return (
    <Table caption={t('caption', { model: model.name })} isCaptionShown className="text-13">
      <thead>
        <tr className="border-hairline-strong border-b">
          <TableHeading>{t('part')}</TableHeading>
          <TableHeading isNumeric>{t('tokens')}</TableHeading>
          <TableHeading isNumeric>{t('rate')}</TableHeading>
          <TableHeading isNumeric>{t('amount')}</TableHeading>
        </tr>
      </thead>
      <TableBody>
        {lines
          .filter(({ tokens }) => tokens > 0)
          .map(({ bucket, tokens, rate, amount }) => (
            <TableRow key={bucket}>
              <TableCell className="h-10 pe-1">{parts(bucket)}</TableCell>
              <TableCell isNumeric className="h-10">{`${formatExactCount(locale, tokens)} ×`}</TableCell>
              <TableCell isNumeric className="h-10">{`${formatRate(locale, rate)} =`}</TableCell>
              <TableCell isNumeric className="h-10">
                {formatCost(locale, ceilToNano(amount).amount)}
              </TableCell>
            </TableRow>
          ))}
      </TableBody>
      <TableFoot>
        <TableRow>
          <TableHeading scope="row" colSpan={3} className="h-10 text-13 text-ink">
            {t('total')}
          </TableHeading>
          <TableCell isNumeric className="h-10 font-semibold">
            {formatCost(locale, cost)}
          </TableCell>
        </TableRow>
      </TableFoot>
    </Table>
  );
}
