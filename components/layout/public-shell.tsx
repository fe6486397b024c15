import type { ReactNode } from 'react';
import { MAIN_ID, SkipLink } from '#components/ui/skip-link.tsx';
import { PublicFooter } from './public-footer.tsx';
import { PublicHeader } from './public-header.tsx';

/** What surrounds landing, models and docs. */
export function PublicShell({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col [--table-top:3.5rem]">
      <SkipLink />
      <PublicHeader />
      <main id={MAIN_ID} tabIndex={-1} className="mx-auto w-full max-w-page grow px-4 outline-none md:px-8">
        {children}
      </main>
      <PublicFooter />
    </div>
  );
}
