'use client';

import { useTranslations } from 'next-intl';
import { Loading, Skeleton } from '#components/ui/skeleton.tsx';
import type { PlaygroundData } from './playground-data.ts';
import { Screen } from './screen.tsx';
import { BenchProvider } from './state/playground-context.tsx';
import { useOpenedBench } from './state/use-opened-bench.ts';

/** The playground: request settings on the left, conversation in the middle, inspector on the right. */
export function Playground({ data }: { data: PlaygroundData }) {
  const t = useTranslations('playground');
  const bench = useOpenedBench(data);
  return (
    <div data-slot="workbench" className="flex min-h-0 grow flex-col">
      {bench ? (
        <BenchProvider value={bench}>
          <Screen />
        </BenchProvider>
      ) : (
        <>
          <h1 className="sr-only">{t('title')}</h1>
          <Loading>
            <div className="grid gap-4 p-6">
              <Skeleton className="h-8 w-64" />
              <Skeleton className="h-24 w-full max-w-reading" />
            </div>
          </Loading>
        </>
      )}
    </div>
  );
}
