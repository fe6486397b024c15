'use client';

import { useTranslations } from 'next-intl';
import { lazy, Suspense, useId } from 'react';
import { TabList } from '#components/ui/tab-list.tsx';
import { useStored } from '#components/ui/use-stored.ts';
import type { Run } from '#lib/playground/run/run.ts';
import { useColumn, useLatestRun, useRun } from '../state/playground-context.tsx';

const CodeView = lazy(() => import('./code-view.tsx'));
const RunView = lazy(() => import('./run-view.tsx'));

const TABS = ['run', 'requests', 'events', 'code'] as const;

interface InspectorProps {
  columnId: string;
  /** The requested run; without it, the column's last run. */
  runId: string | undefined;
}

/** Details of a run: both requests and their differences, the events, the receipt, and the code. */
export function Inspector({ columnId, runId }: InspectorProps) {
  const t = useTranslations('playground.inspector');
  const id = useId();
  const [tab, setTab] = useStored('playground-tab');
  const run = useShownRun(columnId, runId);
  const shown = TABS.find((name) => name === tab) ?? 'run';
  return (
    <>
      <TabList
        id={id}
        label={t('title')}
        tabs={TABS.map((name) => ({ id: name, label: t(`tabs.${name}`) }))}
        shown={shown}
        onShow={setTab}
        className="sticky top-0 z-1 h-10 overflow-x-auto border-b bg-paper px-4 touch:h-12"
      />
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${shown}`} className="p-4">
        <Suspense>
          {shown === 'code' && <CodeView columnId={columnId} />}
          {shown !== 'code' && run && <RunView name={shown} run={run} />}
        </Suspense>
        {shown !== 'code' && !run && <p className="text-13 text-ink-muted">{t('none')}</p>}
      </div>
    </>
  );
}

/** After a page load, reads the run of the last answer from the browser's store. */
function useShownRun(columnId: string, runId: string | undefined): Run | null {
  const { messages } = useColumn(columnId);
  const asked = useRun(runId);
  const latest = useLatestRun(columnId);
  const last = useRun(messages.findLast((message) => message.runId !== undefined)?.runId);
  return asked ?? latest ?? last;
}
