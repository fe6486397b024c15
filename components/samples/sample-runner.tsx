'use client';

import { useTranslations } from 'next-intl';
import type { SampleTopic } from '#lib/samples/read.ts';
import { RunAnswer } from './run-answer.tsx';
import { RunButton } from './run-button.tsx';
import { RunOutcome } from './run-outcome.tsx';
import { useSandboxRun } from './use-sandbox-run.ts';

/** The foot of a sample: runs it in the sandbox and shows the answer in place. Its words are the namespace `samples`. */
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
