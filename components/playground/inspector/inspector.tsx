'use client';

import { useTranslations } from 'next-intl';
import { Tabs } from 'radix-ui';
import { lazy, type ReactNode, Suspense } from 'react';
import { useStored } from '#components/ui/use-stored.ts';
import type { Run } from '#lib/playground/run/run.ts';
import { useColumn, useLatestRun, useRun } from '../state/playground-context.tsx';
import { EventList } from './event-list.tsx';
import { JsonView } from './json-view.tsx';
import { RunReport } from './run-report.tsx';

const CodeView = lazy(() => import('./code-view.tsx'));

const TABS = ['run', 'requests', 'events', 'code'] as const;

interface InspectorProps {
  columnId: string;
  /** One that was asked for; else the last one of the column. */
  runId: string | undefined;
}

/** What happened: both requests and what was changed between them, both sides' events, the receipt, and the code. */
export function Inspector({ columnId, runId }: InspectorProps) {
  const t = useTranslations('playground.inspector');
  const [tab, setTab] = useStored('playground-tab');
  const run = useShownRun(columnId, runId);
  return (
    <Tabs.Root value={TABS.find((name) => name === tab) ?? 'run'} onValueChange={setTab}>
      <Tabs.List aria-label={t('title')} className="sticky top-0 z-1 flex gap-4 overflow-x-auto border-b bg-paper px-4">
        {TABS.map((name) => (
          <Tabs.Trigger key={name} value={name} className={tabStyle}>
            {t(`tabs.${name}`)}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Panel name="run">{run ? <RunReport run={run} /> : <NoRun />}</Panel>
      <Panel name="requests">{run ? <Requests run={run} /> : <NoRun />}</Panel>
      <Panel name="events">{run ? <EventList run={run} /> : <NoRun />}</Panel>
      <Panel name="code">
        <Suspense>
          <CodeView columnId={columnId} />
        </Suspense>
      </Panel>
    </Tabs.Root>
  );
}

const tabStyle =
  '-mb-px h-10 shrink-0 border-transparent border-b-2 text-13 text-ink-muted transition-colors hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-ink touch:h-12 touch:min-w-11';

const Panel = ({ name, children }: { name: (typeof TABS)[number]; children: ReactNode }) => (
  <Tabs.Content value={name} className="p-4 focus-visible:-outline-offset-2">
    {children}
  </Tabs.Content>
);

/** After the page was loaded again, the run of the last answer. */
function useShownRun(columnId: string, runId: string | undefined): Run | null {
  const { messages } = useColumn(columnId);
  const asked = useRun(runId);
  const latest = useLatestRun(columnId);
  const last = useRun(messages.findLast((message) => message.runId !== undefined)?.runId);
  return asked ?? latest ?? last;
}

const NoRun = () => {
  const t = useTranslations('playground.inspector');
  return <p className="text-13 text-ink-muted">{t('none')}</p>;
};

function Requests({ run }: { run: Run }) {
  const t = useTranslations('playground.inspector');
  const { prepared, sent } = run;
  return (
    <div className="grid gap-4">
      <JsonView title={t('openai')} value={prepared?.openai ?? sent} />
      {prepared && <JsonView title={t('anthropic')} value={prepared.anthropic} />}
    </div>
  );
}
