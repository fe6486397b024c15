import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Meter } from '#components/keys/meter.tsx';
import { Money } from '#components/ui/money.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '#components/ui/table.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { Cap } from '#lib/billing/budgets/queries.ts';
import { nanoUsd, ZERO_USD } from '#lib/billing/money.ts';
import { formatExactUsd } from '#lib/i18n/format.ts';
import { fullness } from '#lib/keys/spend-windows.ts';

interface CapTableProps {
  caps: readonly Cap[];
  now: Date;
  mayOpenKeys: boolean;
  /** Actions of a cap, for users who may change it. */
  actionOf?: (cap: Cap) => ReactNode;
}

/** All caps with the used and remaining amount, and the time of the reset. */
export function CapTable({ caps, now, mayOpenKeys, actionOf }: CapTableProps) {
  const t = useTranslations('billing.limits');
  if (caps.length === 0) return <p className="max-w-xl text-14">{t('noCaps')}</p>;
  return (
    <Table caption={t('caps')} className="text-13">
      <TableHead>
        <tr>
          <TableHeading>{t('whose')}</TableHeading>
          <TableHeading isNumeric>{t('used')}</TableHeading>
          <TableHeading isNumeric>{t('left')}</TableHeading>
          <TableHeading isNumeric className="max-sm:hidden">
            {t('cap')}
          </TableHeading>
          <TableHeading isNumeric className="max-md:hidden">
            {t('resets')}
          </TableHeading>
          {actionOf && (
            <TableHeading>
              <span className="sr-only">{t('change')}</span>
            </TableHeading>
          )}
        </tr>
      </TableHead>
      <TableBody>
        {caps.map((cap) => (
          // The URL in an error or alert links to the row.
          <TableRow key={cap.id} id={cap.id} className="scroll-mt-24 target:bg-accent-soft">
            <CapHeading cap={cap} now={now} mayOpenKeys={mayOpenKeys} />
            <TableCell isNumeric>
              <Money amount={cap.used} />
            </TableCell>
            <TableCell isNumeric>
              <Money amount={cap.used < cap.cap ? nanoUsd(cap.cap - cap.used) : ZERO_USD} />
            </TableCell>
            <TableCell isNumeric className="max-sm:hidden">
              <Money amount={cap.cap} />
            </TableCell>
            <TableCell isNumeric className="whitespace-nowrap max-md:hidden">
              <Reset at={cap.resetsAt} now={now} />
            </TableCell>
            {actionOf && <TableCell className="text-end">{actionOf(cap)}</TableCell>}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function CapHeading({ cap, now, mayOpenKeys }: { cap: Cap; now: Date; mayOpenKeys: boolean }) {
  const t = useTranslations('billing.limits');
  const subjects = useTranslations('billing.caps.subjects');
  const windows = useTranslations('keys.page.windows');
  const { subject, name, keyId, window, zone, alertPercent, alertAmount } = cap;
  const locale = useLocale();
  return (
    <TableHeading scope="row" className="py-2 font-normal text-13 text-ink touch:relative max-sm:w-full">
      {/* The whole cell is a touch target. */}
      <span className="grid gap-1">
        <span className="wrap-anywhere">
          {keyId && mayOpenKeys ? (
            <TextLink href={`/keys/${keyId}`} className="touch:after:absolute touch:after:inset-0 touch:after:z-1">
              {name}
            </TextLink>
          ) : (
            name
          )}
        </span>
        <span className="flex flex-wrap gap-x-3 text-12 text-ink-muted">
          <span>{subjects(subject)}</span>
          <span>{windows(window, { zone: zone.replaceAll('_', ' ') })}</span>
          {alertPercent !== null && <span>{t('mailAt', { percent: alertPercent })}</span>}
          {alertAmount !== null && <span>{t('mailAtAmount', { amount: formatExactUsd(locale, alertAmount) })}</span>}
          <span className="md:hidden">
            {t('resets')} <Reset at={cap.resetsAt} now={now} />
          </span>
        </span>
        <Meter share={fullness(cap)} className="max-w-40" />
      </span>
    </TableHeading>
  );
}

function Reset({ at, now }: { at: Date | null; now: Date }) {
  const t = useTranslations('billing.limits');
  return at ? <RelativeTime moment={at} now={now} /> : t('never');
}
