import { useLocale, useTranslations } from 'next-intl';
import { Money } from '#components/ui/money.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '#components/ui/table.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { formatExactUsd } from '#lib/i18n/format.ts';
import { findModel } from '#lib/models/find.ts';
import type { Movement } from '#lib/statement/movements.ts';

interface StatementTableProps {
  movements: readonly Movement[];
  /** Top-up ids by the cause of a movement. */
  topUps: ReadonlyMap<string, string>;
  keyNames: ReadonlyMap<string, string>;
  now: Date;
}

/** All movements with their cause and the resulting balance. */
export function StatementTable({ movements, topUps, keyNames, now }: StatementTableProps) {
  const t = useTranslations('billing.statement');
  const locale = useLocale();
  return (
    <Table caption={t('title')} className="text-13">
      <TableHead>
        <tr>
          <TableHeading isNumeric className="w-px max-lg:hidden">
            {t('number')}
          </TableHeading>
          <TableHeading className="max-md:hidden">{t('time')}</TableHeading>
          <TableHeading className="max-md:ps-0">{t('what')}</TableHeading>
          <TableHeading isNumeric className="max-sm:pe-0">
            {t('amount')}
          </TableHeading>
          <TableHeading isNumeric className="max-sm:hidden">
            {t('balance')}
          </TableHeading>
        </tr>
      </TableHead>
      <TableBody>
        {movements.map((movement) => {
          const { entryId, amount, balance, createdAt, request, cause } = movement;
          const key = request && (keyNames.get(request.keyId) ?? request.keyId);
          return (
            <TableRow key={entryId.toString()}>
              <TableCell isNumeric className="text-ink-muted max-lg:hidden">
                {entryId.toString()}
              </TableCell>
              <TableCell className="whitespace-nowrap max-md:hidden">
                <RelativeTime moment={createdAt} now={now} />
              </TableCell>
              <TableHeading
                scope="row"
                className="w-1/2 py-2 font-normal text-13 text-ink touch:relative max-md:w-full max-md:ps-0"
              >
                {/* The whole cell is a touch target. */}
                <span className="flex flex-wrap items-baseline gap-x-2">
                  <MovementLink movement={movement} topUpId={topUps.get(cause)} />
                  {key && <span className="text-12 text-ink-muted">{key}</span>}
                  {movement.reason && (
                    <span className="wrap-anywhere text-12 text-ink-muted">
                      {t('reason', { reason: movement.reason })}
                    </span>
                  )}
                </span>
                <span className="mt-0.5 flex flex-wrap gap-x-3 text-12 text-ink-muted md:hidden">
                  <RelativeTime moment={createdAt} now={now} />
                  <span className="figures sm:hidden">
                    {t('balanceIs', { balance: formatExactUsd(locale, balance) })}
                  </span>
                </span>
              </TableHeading>
              <TableCell isNumeric className="whitespace-nowrap max-sm:pe-0 max-md:align-top">
                {amount > 0n && '+'}
                <Money amount={amount} />
              </TableCell>
              <TableCell isNumeric className="whitespace-nowrap max-sm:hidden">
                <Money amount={balance} />
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

const REACH = 'touch:after:absolute touch:after:inset-0 touch:after:z-1';

/** The kind of movement, with a link to its receipt or payment. */
function MovementLink({ movement: { kind, request }, topUpId }: { movement: Movement; topUpId: string | undefined }) {
  const t = useTranslations('billing.statement');
  if (request)
    return (
      <TextLink href={`/billing/receipts/${request.id}`} className={REACH}>
        {findModel(request.model)?.name ?? request.model}
      </TextLink>
    );
  const name = t(`kinds.${kind}`);
  return topUpId ? (
    <TextLink href={`/billing/top-ups/${topUpId}`} className={REACH}>
      {name}
    </TextLink>
  ) : (
    <span>{name}</span>
  );
}
