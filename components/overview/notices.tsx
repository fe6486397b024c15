import { CalendarX2, ListChecks, MailWarning, Wallet } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { TextLink } from '#components/ui/text-link.tsx';
import { formatBalance, formatDay } from '#lib/i18n/format.ts';
import type { RetirementNotice } from '#lib/models/notices.ts';
import { NoticeLine } from './notice-line.tsx';
import type { OverviewNotice } from './urgency.ts';

interface NoticesProps {
  /** The most urgent first. */
  notices: readonly OverviewNotice[];
  keyNames: ReadonlyMap<string, string>;
  /** Actions for notices of these kinds. */
  actions: { unverified: ReactNode; firstSteps: ReactNode };
  isOpenAtFirst: boolean;
}

/** The most urgent notice in one line; opening it shows all. */
export function Notices({ notices, keyNames, actions, isOpenAtFirst }: NoticesProps) {
  const t = useTranslations('overview.notices');
  const titleOf = useTitles();
  const [first] = notices;
  const told = notices.filter(({ kind }) => kind !== 'firstSteps');
  if (!first) return null;
  return (
    <NoticeLine
      first={
        <>
          <NoticeIcon notice={first} />
          <span className="min-w-0">{titleOf(first)}</span>
        </>
      }
      label={t('label')}
      count={notices.length > 1 && t('count', { count: notices.length })}
      isOpenAtFirst={isOpenAtFirst}
    >
      {told.length > 0 && (
        <ul className="divide-y">
          {told.map((notice) => (
            <li key={idOf(notice)} className="flex gap-3 px-4 py-3">
              <NoticeIcon notice={notice} />
              <div className="grid min-w-0 gap-0.5">
                <p className="font-medium">{titleOf(notice)}</p>
                <div className="text-13">
                  {notice.kind === 'balance' &&
                    t.rich('lowBalanceText', { link: (words) => <TextLink href="/billing">{words}</TextLink> })}
                  {notice.kind === 'unverified' && actions.unverified}
                  {notice.kind === 'retirement' && <Retirement notice={notice.notice} keyNames={keyNames} />}
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
      {actions.firstSteps}
    </NoticeLine>
  );
}

const idOf = (notice: OverviewNotice) => (notice.kind === 'retirement' ? notice.notice.model.id : notice.kind);

function useTitles(): (notice: OverviewNotice) => string {
  const t = useTranslations('overview.notices');
  const steps = useTranslations('overview.onboarding');
  const locale = useLocale();
  return (notice) => {
    switch (notice.kind) {
      case 'balance':
        return t(notice.balance > 0n ? 'lowBalance' : 'noBalance', { balance: formatBalance(locale, notice.balance) });
      case 'retirement': {
        const { model, status, retiresOn } = notice.notice;
        if (!retiresOn) return t('undated', { model: model.name });
        return t(status, { model: model.name, day: formatDay(locale, new Date(retiresOn)) });
      }
      case 'unverified':
        return steps('steps.verify.title');
      case 'firstSteps':
        return notice.done < notice.all ? t('firstSteps', { done: notice.done, all: notice.all }) : steps('complete');
    }
  };
}

const ICONS = { balance: Wallet, unverified: MailWarning, retirement: CalendarX2, firstSteps: ListChecks };

function NoticeIcon({ notice: { kind } }: { notice: OverviewNotice }) {
  const Icon = ICONS[kind];
  const colour = kind === 'firstSteps' ? 'text-accent' : 'text-warning';
  return <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${colour}`} />;
}

function Retirement({ notice, keyNames }: { notice: RetirementNotice; keyNames: ReadonlyMap<string, string> }) {
  const t = useTranslations('overview.notices');
  const { successor, keyIds } = notice;
  return (
    <>
      {successor && <p>{t('successor', { model: successor.name })}</p>}
      <p>{t.rich('affects', { count: keyIds.length, keys: () => <KeyLinks ids={keyIds} names={keyNames} /> })}</p>
    </>
  );
}

/** Further names are only counted, so that the notice stays readable. */
const MOST_NAMED = 3;

function KeyLinks({ ids, names }: { ids: readonly string[]; names: ReadonlyMap<string, string> }) {
  const t = useTranslations('overview.notices');
  // A single remaining name is shown, because a count would be as long.
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
