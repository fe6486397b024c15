'use client';

import { useTranslations } from 'next-intl';
import type { Run } from '#lib/playground/run/run.ts';
import { EventList } from './event-list.tsx';
import { JsonView } from './json-view.tsx';
import { RunReport } from './run-report.tsx';

interface RunViewProps {
  name: 'run' | 'requests' | 'events';
  run: Run;
}

export default function RunView({ name, run }: RunViewProps) {
  if (name === 'requests') return <Requests run={run} />;
  return name === 'events' ? <EventList run={run} /> : <RunReport run={run} />;
}

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
