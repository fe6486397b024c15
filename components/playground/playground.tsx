'use client';

import { useTranslations } from 'next-intl';
import { Loading, Skeleton } from '#components/ui/skeleton.tsx';
import type { PlaygroundData } from './playground-data.ts';
import { Screen } from './screen.tsx';
import { PlaygroundProvider } from './state/playground-context.tsx';
import { useOpenedPlayground } from './state/use-opened-playground.ts';

/** The playground: request settings on the left, conversation in the middle, inspector on the right. */
export function Playground({ data }: { data: PlaygroundData }) {
  const t = useTranslations('playground');
  const services = useOpenedPlayground(data);
  return (
    <div data-slot="workbench" className="flex min-h-0 grow flex-col">
      {services ? (
        <PlaygroundProvider value={services}>
          <Screen />
        </PlaygroundProvider>
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
