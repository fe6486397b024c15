'use client';

import { useTranslations } from 'next-intl';
import { isOpen } from '#lib/playground/run/run.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { useLatestRun } from '../state/playground-context.tsx';
import { RunFigures } from './run-foot.tsx';
import { RunProblem } from './run-problem.tsx';
import { SpokenAnswer } from './spoken-answer.tsx';
import { Thoughts } from './thoughts.tsx';

/** The streaming answer. After the run it is a message of the column, and only an error stays here. */
export function RunningAnswer({ columnId }: { columnId: string }) {
  const t = useTranslations('playground');
  const run = useLatestRun(columnId);
  if (!run) return null;
  const isLive = isOpen(run);
  const { text, thoughts, toolCalls } = run.answer;
  return (
    <>
      {isLive && (
        <div data-slot="running-answer" aria-busy="true" className="grid gap-1 border-b py-3.5">
          <p className="flex items-center gap-2 font-medium text-12 text-ink-muted">
            {t('roles.assistant')}
            <span className="font-normal text-live-ink">{t(`run.states.${run.state}`)}</span>
          </p>
          <Thoughts text={thoughts} isOpen={text === ''} />
          {text !== '' && <Markdown text={text} isStreaming />}
          {toolCalls.map(({ id, name, arguments: args }) => (
            <pre
              key={id}
              className="overflow-x-auto whitespace-pre-wrap font-mono text-12 text-ink-muted"
            >{`${name}(${args})`}</pre>
          ))}
          <p className="figures flex min-h-4 flex-wrap gap-x-3 text-12 text-ink-muted">
            <RunFigures run={run} />
          </p>
        </div>
      )}
      <RunProblem run={run} columnId={columnId} />
      <SpokenAnswer run={run} />
    </>
  );
}
