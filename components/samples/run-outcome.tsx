'use client';

import { useLocale, useTranslations } from 'next-intl';
import { formatCost } from '#lib/i18n/format.ts';
import type { RunFailure, SandboxRun } from './sandbox-run.ts';

interface RunOutcomeProps {
  run: SandboxRun;
  /** False where a receipt shows the figures: then they are only announced. */
  isSummaryShown?: boolean;
}

/** How a run ended, in one sentence that is also announced. */
export function RunOutcome({ run: { phase, usage, failure }, isSummaryShown = true }: RunOutcomeProps) {
  const t = useTranslations('samples');
  const locale = useLocale();
  const failureText = useRunFailureText();
  return (
    <div aria-live="polite" className="text-13 text-ink-muted">
      {phase === 'stopped' && <p className="mt-2">{t('stopped')}</p>}
      {phase === 'failed' && failure && <p className="mt-2 text-danger">{failureText(failure)}</p>}
      {phase === 'done' && usage && (
        <p className={isSummaryShown ? 'figures mt-2' : 'sr-only'}>
          {t('summary', {
            input: usage.inputTokens,
            output: usage.outputTokens,
            cost: formatCost(locale, usage.cost),
          })}
        </p>
      )}
    </div>
  );
}

function useRunFailureText() {
  const t = useTranslations('samples.failure');
  return ({ reason, retryAfterSeconds = 60 }: RunFailure): string => t(reason, { seconds: retryAfterSeconds });
}
