import { PageError, type PageErrorProps } from './page-error.tsx';
import { PublicShell } from './public-shell.tsx';

/** A public page that failed, within what surrounds it. */
export function FailedPage(props: PageErrorProps) {
  return (
    <PublicShell>
      <PageError {...props} />
    </PublicShell>
  );
}
