import { PageError, type PageErrorProps } from './page-error.tsx';
import { PublicShell } from './public-shell.tsx';

export function FailedPage(props: PageErrorProps) {
  return (
    <PublicShell>
      <PageError {...props} />
    </PublicShell>
  );
}
