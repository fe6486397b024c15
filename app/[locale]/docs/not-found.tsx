import { NotFound } from '#components/layout/not-found.tsx';
import { PublicShell } from '#components/layout/public-shell.tsx';

export default function DocsNotFound() {
  return (
    <PublicShell>
      <NotFound />
    </PublicShell>
  );
}
