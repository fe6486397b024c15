import { useTranslations } from 'next-intl';
import { Meter } from '#components/keys/meter.tsx';
import { Money } from '#components/ui/money.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '#components/ui/table.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { nanoUsd, ZERO_USD } from '#lib/billing/money.ts';
import { type CappedWindow, fullness } from '#lib/keys/spend-windows.ts';

interface KeyCap extends CappedWindow {
  keyId: string;
  keyName: string;
}

interface CapTableProps {
  caps: readonly KeyCap[];
  now: Date;
  mayOpenKeys: boolean;
}

/** Every cap with what is used of it, what is left, and when it begins anew. */
export function CapTable({ caps, now, mayOpenKeys }: CapTableProps) {
  const t = useTranslations('billing.limits');
  const windows = useTranslations('keys.page.windows');
  if (caps.length === 0) return <p className="max-w-xl text-14">{t('noCaps')}</p>;
  return (
    <Table caption={t('caps')} className="text-13">
      <TableHead>
        <tr>
          <TableHeading>{t('key')}</TableHeading>
          <TableHeading isNumeric>{t('used')}</TableHeading>
          <TableHeading isNumeric>{t('left')}</TableHeading>
          <TableHeading isNumeric className="max-sm:hidden">
            {t('cap')}
          </TableHeading>
          <TableHeading isNumeric className="max-md:hidden">
            {t('resets')}
          </TableHeading>
        </tr>
      </TableHead>
      <TableBody>
        {caps.map((cap) => (
          <TableRow key={`${cap.keyId} ${cap.window}`}>
            <TableHeading scope="row" className="py-2 font-normal text-13 text-ink touch:relative max-sm:w-full">
              {/* A finger opens the key from anywhere in the cell. */}
              <span className="grid gap-1">
                <span className="wrap-anywhere">
                  {mayOpenKeys ? (
                    <TextLink
                      href={`/keys/${cap.keyId}`}
                      className="touch:after:absolute touch:after:inset-0 touch:after:z-1"
                    >
                      {cap.keyName}
                    </TextLink>
                  ) : (
                    cap.keyName
                  )}
                </span>
                <span className="flex flex-wrap gap-x-3 text-12 text-ink-muted">
                  <span>{windows(cap.window, { zone: cap.zone })}</span>
                  <span className="md:hidden">
                    {t('resets')} <Reset at={cap.resetsAt} now={now} />
                  </span>
                </span>
                <Meter share={fullness(cap)} className="max-w-40" />
              </span>
            </TableHeading>
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
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Reset({ at, now }: { at: Date | null; now: Date }) {
  const t = useTranslations('billing.limits');
  return at ? <RelativeTime moment={at} now={now} /> : t('never');
}
