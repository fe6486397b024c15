import { useLocale, useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableFoot, TableHeading, TableRow } from '#components/ui/table.tsx';
import { ceilToNano } from '#lib/billing/money.ts';
import { costOf, type ReceiptLine } from '#lib/billing/pricing.ts';
import type { BilledTokens } from '#lib/billing/tokens.ts';
import { formatExactCost, formatExactCount, formatRate } from '#lib/i18n/format.ts';
import type { Rates } from '#lib/models/model.ts';

interface ReceiptProps {
  caption: string;
  isCaptionShown?: boolean;
  tokens: BilledTokens;
  rates: Rates;
  /** The answer is still coming: its figures are counted here and grow. */
  isLive?: boolean;
}

/** `tokens × rate = amount` for each part, and their sum, by the same function that bills. */
export function Receipt({ caption, isCaptionShown = false, tokens, rates, isLive = false }: ReceiptProps) {
  const t = useTranslations('samples.receipt');
  const locale = useLocale();
  const { cost, lines } = costOf(tokens, rates);
  const alive = isLive ? 'text-live-ink' : '';
  return (
    <Table caption={caption} isCaptionShown={isCaptionShown} data-live={isLive || undefined} className="text-13">
      <thead>
        <tr className="border-hairline-strong border-b">
          <TableHeading>{t('part')}</TableHeading>
          <TableHeading isNumeric>{t('tokens')}</TableHeading>
          <TableHeading isNumeric>{t('rate')}</TableHeading>
          <TableHeading isNumeric>{t('amount')}</TableHeading>
        </tr>
      </thead>
      <TableBody>
        {lines.filter(isShown).map((line) => (
          <Line key={line.bucket} line={line} className={alive} />
        ))}
      </TableBody>
      <TableFoot>
        <TableRow>
          <TableHeading scope="row" colSpan={3} className="h-9 text-13 text-ink">
            {t('total')}
          </TableHeading>
          <TableCell isNumeric className={`h-9 font-semibold ${alive}`}>
            {`${isLive ? '≈ ' : ''}${formatExactCost(locale, cost)}`}
          </TableCell>
        </TableRow>
      </TableFoot>
    </Table>
  );
}

/** Every request has input and output; a line that may be missing is shown when it is there. */
const isShown = ({ bucket, tokens }: ReceiptLine) => tokens > 0 || bucket === 'input' || bucket === 'output';

function Line({ line: { bucket, tokens, rate, amount }, className }: { line: ReceiptLine; className: string }) {
  const parts = useTranslations('tokens');
  const locale = useLocale();
  return (
    <TableRow>
      <TableCell className="h-9 py-1 pe-1">{parts(bucket)}</TableCell>
      <TableCell isNumeric className={`h-9 py-1 ${className}`}>{`${formatExactCount(locale, tokens)} ×`}</TableCell>
      <TableCell isNumeric className="h-9 py-1">{`${formatRate(locale, rate)} =`}</TableCell>
      <TableCell isNumeric className={`h-9 py-1 ${className}`}>
        {formatExactCost(locale, ceilToNano(amount).amount)}
      </TableCell>
    </TableRow>
  );
}
