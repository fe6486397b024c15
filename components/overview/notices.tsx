import { CalendarX2, Wallet } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { TextLink } from '#components/ui/text-link.tsx';
import type { NanoUsd } from '#lib/billing/money.ts';
import { formatBalance, formatDay } from '#lib/i18n/format.ts';
import type { RetirementNotice } from '#lib/models/notices.ts';

interface NoticesProps {
  retirements: readonly RetirementNotice[];
  keyNames: ReadonlyMap<string, string>;
  /** Null when it is not low, or not the reader's to see. */
  lowBalance: NanoUsd | null;
}

/** What will stop working unless somebody does something. */
export function Notices({ retirements, keyNames, lowBalance }: NoticesProps) {
  const t = useTranslations('overview.notices');
  const locale = useLocale();
  if (retirements.length === 0 && lowBalance === null) return null;
  return (
    <ul aria-label={t('label')} className="grid gap-2 pb-8">
      {lowBalance !== null && (
        <Notice
          icon={<Wallet aria-hidden />}
          title={t(lowBalance > 0n ? 'lowBalance' : 'noBalance', { balance: formatBalance(locale, lowBalance) })}
        >
          {t('lowBalanceText')}
        </Notice>
      )}
      {retirements.map((notice) => (
        <Retirement key={notice.model.id} notice={notice} keyNames={keyNames} />
      ))}
    </ul>
  );
}

function Retirement({ notice, keyNames }: { notice: RetirementNotice; keyNames: ReadonlyMap<string, string> }) {
  const t = useTranslations('overview.notices');
  const locale = useLocale();
  const { model, status, retiresOn, successor, keyIds } = notice;
  const day = retiresOn && formatDay(locale, new Date(retiresOn));
  const title = day ? t(status, { model: model.name, day }) : t('undated', { model: model.name });
  return (
    <Notice icon={<CalendarX2 aria-hidden />} title={title}>
      {successor && <span className="block">{t('successor', { model: successor.name })}</span>}
      {t.rich('affects', { count: keyIds.length, keys: () => <KeyLinks ids={keyIds} names={keyNames} /> })}
    </Notice>
  );
}

/** More names than these would bury the notice. */
const MOST_NAMED = 3;

function KeyLinks({ ids, names }: { ids: readonly string[]; names: ReadonlyMap<string, string> }) {
  const t = useTranslations('overview.notices');
  // A single one left over is named as well: its place is as long.
  const named = ids.length > MOST_NAMED + 1 ? ids.slice(0, MOST_NAMED) : ids;
  const rest = ids.length - named.length;
  return (
    <>
      {named.map((id, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <TextLink href={`/keys/${id}`}>{names.get(id) ?? id}</TextLink>
        </span>
      ))}
      {rest > 0 && t.rich('moreKeys', { count: rest, link: (words) => <TextLink href="/keys">{words}</TextLink> })}
    </>
  );
}

function Notice({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <li className="flex gap-3 rounded-panel bg-warning-soft px-4 py-3 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-warning">
      {icon}
      <div className="grid gap-0.5">
        <p className="font-medium">{title}</p>
        <p className="text-13">{children}</p>
      </div>
    </li>
  );
}
