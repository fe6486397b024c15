'use client';

import { CircleAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { Run } from '#lib/playground/run/run.ts';
import { usePlayground } from '../state/playground-context.tsx';

interface RunProblemProps {
  run: Run;
  columnId: string;
}

/** The error of a run and the action that fixes it. */
export function RunProblem({ run, columnId }: RunProblemProps) {
  const t = useTranslations('playground.problem');
  const { runs } = usePlayground();
  if (run.state !== 'failed' && run.state !== 'cut' && run.state !== 'length') return null;
  const { error } = run;
  return (
    <div
      role="alert"
      className="mt-4 flex gap-2 rounded-control bg-danger-soft px-3 py-2.5 text-13 forced-colors:border"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="grid min-w-0 grow grid-cols-1 gap-1.5">
        <p className="[overflow-wrap:anywhere]">{error?.message || t(run.state)}</p>
        {run.state === 'failed' && <p className="text-ink-muted">{t('kept')}</p>}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <Fix run={run} columnId={columnId} />
          {error?.code && <TextLink href={`/docs/errors/${error.code}`}>{t('about', { code: error.code })}</TextLink>}
          {run.requestId && (
            <code className="font-mono text-12 text-ink-muted [overflow-wrap:anywhere]">{run.requestId}</code>
          )}
        </div>
      </div>
      <Button
        variant="ghost"
        size="icon"
        className="-me-1.5 -mt-1"
        aria-label={t('dismiss')}
        onClick={() => runs.dismiss(columnId)}
      >
        <X aria-hidden />
      </Button>
    </div>
  );
}

function Fix({ run, columnId }: RunProblemProps): ReactNode {
  const t = useTranslations('playground.problem');
  const { drafts, runner, runs } = usePlayground();
  const retry = () => {
    runs.dismiss(columnId);
    runner.run(columnId);
  };
  const toSandbox = () => {
    drafts.edit({ type: 'setPayer', columnId, payer: 'sandbox' });
    retry();
  };
  switch (run.error?.code) {
    case 'insufficient_credit':
      return (
        <>
          <TextLink href="/billing">{t('addCredit')}</TextLink>
          <Button onClick={toSandbox}>{t('useSandbox')}</Button>
        </>
      );
    case 'cap_reached':
      return <TextLink href="/billing/limits">{t('changeCap')}</TextLink>;
    case 'key_limit_reached':
    case 'api_key_disabled':
    case 'ip_not_allowed':
      return run.payer === 'sandbox' ? null : <TextLink href={`/keys/${run.payer.keyId}`}>{t('changeKey')}</TextLink>;
    case 'unauthenticated':
    case 'user_changed':
      return <Button onClick={() => location.reload()}>{t('reload')}</Button>;
    default:
      // The partial answer is the last message, so a retry continues it.
      return <Button onClick={retry}>{run.answer.text === '' ? t('retry') : t('continue')}</Button>;
  }
}
