import { NotFound } from '#components/layout/not-found.tsx';
import { PublicShell } from '#components/layout/public-shell.tsx';

export default function LocaleNotFound() {
  return (
    <PublicShell>
      <NotFound />
    </PublicShell>
  );
}
