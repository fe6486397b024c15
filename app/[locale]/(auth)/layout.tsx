import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { AuthShell } from '#components/layout/auth-shell.tsx';
import { Words } from '#components/layout/words.tsx';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';

export default async function AuthLayout({ params, children }: LocaleParams & { children: ReactNode }) {
  await readLocale(params);
  // Rendered for each request, so that its scripts carry the nonce of the page's content policy.
  await connection();
  return (
    <Words>
      <AuthShell>{children}</AuthShell>
    </Words>
  );
}
