'use client';

import { PageError, type PageErrorProps } from '#components/layout/page-error.tsx';
import { PublicShell } from '#components/layout/public-shell.tsx';

export default function LocaleError(props: PageErrorProps) {
  return (
    <PublicShell>
      <PageError {...props} />
    </PublicShell>
  );
}
