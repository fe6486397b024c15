import { ChevronLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { KeyMenu } from './key-menu.tsx';
import type { KeyView } from './key-view.ts';
import { Advice, StateBadges } from './state-badges.tsx';

/** Name, state and actions of a key. */
export function KeyHead({ subject, now, mayManage }: { subject: KeyView; now: Date; mayManage: boolean }) {
  const t = useTranslations('keys');
  const [state] = subject.states;
  return (
    <header className="grid gap-4 pb-8">
      <TextLink href="/keys" className="tap-target flex w-fit items-center gap-1 text-13 no-underline hover:underline">
        <ChevronLeft aria-hidden className="size-4" />
        {t('page.back')}
      </TextLink>
      <div className="flex items-start justify-between gap-4">
        <div className="grid min-w-0 gap-2">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <h1 className="break-words text-20">{subject.name}</h1>
            <Badge variant={subject.mode === 'test' ? 'outline' : 'neutral'}>{t(`modes.${subject.mode}`)}</Badge>
            <StateBadges states={subject.states} />
          </div>
          {state.kind !== 'working' && <Advice state={state} />}
          <dl className="flex flex-wrap items-center gap-x-6 gap-y-1 text-13 text-ink-muted touch:gap-y-2">
            <Fact name={t('columns.key')}>
              <code className="font-mono text-ink">{subject.hint}</code>
            </Fact>
            <Fact name={t('page.id')}>
              <code className="break-all font-mono text-ink">{subject.id}</code>
              <CopyButton text={subject.id} label={t('menu.copyId')} />
            </Fact>
            <Fact name={t('page.created')}>
              <RelativeTime moment={subject.createdAt} now={now} className="text-ink" />
            </Fact>
            <Fact name={t('columns.lastUsed')}>
              {subject.lastUsedAt ? (
                <RelativeTime moment={subject.lastUsedAt} now={now} className="text-ink" />
              ) : (
                <span className="text-ink">{t('neverUsed')}</span>
              )}
            </Fact>
          </dl>
        </div>
        <KeyMenu subject={subject} mayManage={mayManage} isLarge />
      </div>
    </header>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex items-center gap-1.5">
      <dt>{name}</dt>
      <dd className="flex items-center">{children}</dd>
    </div>
  );
}
