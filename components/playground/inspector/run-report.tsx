'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { costOf } from '#lib/billing/pricing.ts';
import { NO_TOKENS } from '#lib/billing/tokens.ts';
import { formatCost, formatDuration, formatExactCount, formatExactUsd } from '#lib/i18n/format.ts';
import { findModel } from '#lib/models/find.ts';
import { tokensPerSecond } from '#lib/playground/results/comparison.ts';
import { isOpen, type Run } from '#lib/playground/run/run.ts';
import { usePlayground } from '../state/playground-context.tsx';
import { ChangeList } from './change-list.tsx';
import { ReceiptLines } from './receipt-lines.tsx';

/** State, times, tokens, cost and adjustments of a run. */
export function RunReport({ run }: { run: Run }) {
  const t = useTranslations('playground.report');
  const states = useTranslations('playground.run.states');
  const locale = useLocale();
  const { usage, firstTokenMs, durationMs, cost, estimate } = run;
  const { data } = usePlayground();
  const speed = tokensPerSecond(run);
  const count = (tokens: number) => formatExactCount(locale, tokens);
  return (
    <div className="grid gap-5">
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1.5 text-13">
        <Figure name={t('state')}>
          <span className={isOpen(run) ? 'text-live-ink' : ''}>{states(run.state)}</span>
        </Figure>
        <Figure name={t('model')}>
          <code className="font-mono text-12">{run.sent.model}</code>
        </Figure>
        {firstTokenMs !== null && <Figure name={t('firstToken')}>{formatDuration(locale, firstTokenMs)}</Figure>}
        {durationMs !== null && <Figure name={t('duration')}>{formatDuration(locale, durationMs)}</Figure>}
        {speed !== null && <Figure name={t('speed')}>{t('perSecond', { tokens: Math.round(speed) })}</Figure>}
        {usage && <Figure name={t('input')}>{count(usage.inputTokens)}</Figure>}
        {usage !== null && usage.cachedTokens > 0 && <Figure name={t('cached')}>{count(usage.cachedTokens)}</Figure>}
        {usage !== null && usage.cacheWriteTokens > 0 && (
          <Figure name={t('cacheWrite')}>{count(usage.cacheWriteTokens)}</Figure>
        )}
        {usage && <Figure name={t('output')}>{count(usage.outputTokens)}</Figure>}
        {usage !== null && usage.reasoningTokens > 0 && (
          <Figure name={t('thinking')}>{count(usage.reasoningTokens)}</Figure>
        )}
        {cost !== null && <Figure name={t('cost')}>{formatExactUsd(locale, cost)}</Figure>}
        {cost === null && estimate !== null && (
          <Figure name={t('cost')}>
            <span className="text-live-ink">≈ {formatCost(locale, estimate)}</span>
          </Figure>
        )}
        {run.requestId && (
          <Figure name={t('requestId')}>
            <span className="flex min-w-0 items-center gap-1">
              <code className="truncate font-mono text-12">{run.requestId}</code>
              <CopyButton text={run.requestId} size="inline" className="p-1" />
            </span>
          </Figure>
        )}
      </dl>
      {run.payer === 'sandbox' && !isOpen(run) && <p className="text-12 text-ink-muted">{t('sandbox')}</p>}
      <CachingHint run={run} />
      {run.receipt && <ReceiptLines receipt={run.receipt} />}
      {run.receipt && run.requestId && data.mayReadBilling && (
        <p className="text-12">
          <TextLink href={`/billing/receipts/${run.requestId}`}>{t('openReceipt')}</TextLink>
        </p>
      )}
      {run.prepared && <ChangeList adjustments={run.prepared.adjustments} />}
      <p className="text-12">
        <TextLink href="/docs/billing">{t('billing')}</TextLink>
      </p>
    </div>
  );
}

/** The cost of the same prompt when read from the cache, for prompts long enough for the model to cache. */
function CachingHint({ run: { usage, rates, sent } }: { run: Run }) {
  const t = useTranslations('playground.report');
  const locale = useLocale();
  const model = findModel(sent.model);
  if (!usage || !rates || !model || usage.cachedTokens > 0) return null;
  if (usage.inputTokens < model.abilities.minCacheTokens) return null;
  const plain = costOf({ ...NO_TOKENS, input: usage.inputTokens }, rates).cost;
  const read = costOf({ ...NO_TOKENS, cacheRead: usage.inputTokens }, rates).cost;
  return (
    <p className="text-12 text-ink-muted">
      {t('caching', { plain: formatCost(locale, plain), read: formatCost(locale, read) })}{' '}
      <TextLink href="/docs/prompt-caching">{t('cachingDocs')}</TextLink>
    </p>
  );
}

const Figure = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="contents">
    <dt className="text-ink-muted">{name}</dt>
    <dd className="figures min-w-0 text-end">{children}</dd>
  </div>
);
