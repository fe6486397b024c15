'use client';

import { lazy, Suspense } from 'react';
import type { PageErrorProps } from '#components/layout/page-error.tsx';
import { loadOrReload } from '#components/ui/outdated.ts';

// Loaded after a failure, because all imports of an error boundary are part of every page.
const FailedPage = lazy(() =>
  loadOrReload(() => import('#components/layout/failed-page.tsx')).then((module) => ({ default: module.FailedPage })),
);

export default function LocaleError(props: PageErrorProps) {
  return (
    <Suspense>
      <FailedPage {...props} />
    </Suspense>
  );
}
