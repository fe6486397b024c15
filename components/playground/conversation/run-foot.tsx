'use client';

import { useLocale, useTranslations } from 'next-intl';
import { formatCost, formatCount, formatDuration } from '#lib/i18n/format.ts';
import { isOpen, type Run } from '#lib/playground/run/run.ts';
import { useRun } from '../state/playground-context.tsx';

interface RunFootProps {
  runId: string | undefined;
  onInspect: (runId: string) => void;
}

/** Duration and cost of an answer, with a link to the inspector. */
export function RunFoot({ runId, onInspect }: RunFootProps) {
  const t = useTranslations('playground.run');
  const run = useRun(runId);
  if (!run) return null;
  return (
    <button
      type="button"
      onClick={() => onInspect(run.id)}
      aria-label={t('inspect')}
      className="figures mt-1 flex w-fit flex-wrap gap-x-3 rounded-tick text-start text-12 text-ink-muted hover:text-ink touch:min-h-11 touch:items-center"
    >
      <RunFigures run={run} />
    </button>
  );
}

/** One line: outcome, tokens, time and cost. The cost is marked as an estimate while the run is active. */
export function RunFigures({ run }: { run: Run }) {
  const t = useTranslations('playground.run');
  const locale = useLocale();
  const { usage, durationMs, cost, estimate, state } = run;
  const isLive = isOpen(run);
  return (
    <>
      {state !== 'done' && !isLive && <span className="text-warning">{t(`states.${state}`)}</span>}
      {usage && (
        <span>
          {t('tokens', {
            input: formatCount(locale, usage.inputTokens),
            output: formatCount(locale, usage.outputTokens),
          })}
        </span>
      )}
      {durationMs !== null && <span>{formatDuration(locale, durationMs)}</span>}
      {cost !== null && (
        <span>
          {run.payer === 'sandbox' ? t('sandboxCost', { cost: formatCost(locale, cost) }) : formatCost(locale, cost)}
        </span>
      )}
      {cost === null && estimate !== null && <span className="text-live-ink">≈ {formatCost(locale, estimate)}</span>}
    </>
  );
}
