import { useLocale, useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableFoot, TableHeading, TableRow } from '#components/ui/table.tsx';
import { ceilToNano, type NanoUsd } from '#lib/billing/money.ts';
import { costOf, type ReceiptLine } from '#lib/billing/pricing.ts';
import type { BilledTokens } from '#lib/billing/tokens.ts';
import { formatExactCost, formatExactCount, formatRate } from '#lib/i18n/format.ts';
import type { Rates } from '#lib/models/model.ts';

interface ReceiptLooks {
  caption: string;
  isCaptionShown?: boolean;
  /** The answer is streaming, so the figures are counted in the browser and still grow. */
  isLive?: boolean;
}

interface ReceiptProps extends ReceiptLooks {
  tokens: BilledTokens;
  rates: Rates;
}

/** The cost of tokens, computed by the billing function itself. */
export function Receipt({ tokens, rates, ...looks }: ReceiptProps) {
  const { cost, lines } = costOf(tokens, rates);
  return <ReceiptTable lines={lines} total={cost} {...looks} />;
}

interface ReceiptTableProps extends ReceiptLooks {
  lines: readonly ReceiptLine[];
  total: NanoUsd;
}

/** `tokens × rate = amount` for each part, and the sum. */
export function ReceiptTable({ caption, isCaptionShown = false, lines, total, isLive = false }: ReceiptTableProps) {
  const t = useTranslations('samples.receipt');
  const locale = useLocale();
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
            {`${isLive ? '≈ ' : ''}${formatExactCost(locale, total)}`}
          </TableCell>
        </TableRow>
      </TableFoot>
    </Table>
  );
}

/** Input and output are always shown, other lines only when they have tokens. */
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
