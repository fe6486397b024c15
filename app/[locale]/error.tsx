'use client';

import { lazy, Suspense } from 'react';
import type { PageErrorProps } from '#components/layout/page-error.tsx';
import { loadOrReload } from '#components/ui/outdated.ts';

// Fetched when something failed: an error boundary is part of every page, and so is all it imports.
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
