'use client';

import { Play, RotateCcw, Square } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { formatCost } from '#lib/i18n/format.ts';
import type { SampleTopic } from '#lib/samples/read.ts';
import type { RunFailure, SandboxRun } from './sandbox-run.ts';
import { toSentences } from './sentences.ts';
import { useSandboxRun } from './use-sandbox-run.ts';

/** Runs a sample in the sandbox and shows the answer below it. Its messages are in the namespace `samples`. */
export function SampleRunner({ sample }: { sample: SampleTopic }) {
  const t = useTranslations('samples');
  const { run, start, stop } = useSandboxRun(sample);
  return (
    <div data-slot="sample-runner" className="border-t bg-raised">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2 ps-4 pe-2">
        <p className="min-w-0 flex-[1_1_16rem] text-12 text-ink-muted">{t('note')}</p>
        <RunButton phase={run.phase} onStart={start} onStop={stop} />
      </div>
      {run.phase !== 'idle' && (
        <div className="border-t px-4 py-3">
          <RunAnswer label={t('answer')} text={run.text} isRunning={run.phase === 'running'} />
          <RunOutcome run={run} />
        </div>
      )}
    </div>
  );
}

interface RunAnswerProps {
  /** Names the answer for screen readers. */
  label: string;
  text: string;
  isRunning: boolean;
}

/** A streaming answer with a caret. Screen readers get whole sentences instead of tokens. */
export function RunAnswer({ label, text, isRunning }: RunAnswerProps) {
  const { whole, begun } = toSentences(text, { isOver: !isRunning });
  return (
    <div
      data-slot="run-answer"
      role="log"
      aria-label={label}
      lang="en"
      translate="no"
      className="whitespace-pre-wrap break-words text-14/6"
    >
      {whole.map((sentence, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sentences are only ever added at the end
        <span key={index}>{sentence}</span>
      ))}
      <span aria-hidden>
        {begun}
        {isRunning && (
          <span className="-mb-0.5 ms-0.5 inline-block h-4 w-1.5 animate-breathe rounded-[1px] bg-live forced-color-adjust-none" />
        )}
      </span>
    </div>
  );
}

interface RunButtonProps {
  phase: SandboxRun['phase'];
  onStart(): void;
  onStop(): void;
}

/** Starts, stops and restarts a run. It is one button, so that it keeps the focus. */
export function RunButton({ phase, onStart, onStop }: RunButtonProps) {
  const t = useTranslations('samples');
  const isRunning = phase === 'running';
  const Icon = isRunning ? Square : phase === 'idle' ? Play : RotateCcw;
  return (
    <Button data-slot="run-button" onClick={isRunning ? onStop : onStart}>
      <Icon aria-hidden />
      {t(isRunning ? 'stop' : phase === 'idle' ? 'run' : 'runAgain')}
    </Button>
  );
}

interface RunOutcomeProps {
  run: SandboxRun;
  /** False when a receipt shows the figures, which are then only announced. */
  isSummaryShown?: boolean;
}

/** The outcome of a run in one sentence, which is also announced. */
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
