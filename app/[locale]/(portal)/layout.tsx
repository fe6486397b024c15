import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { PortalShell } from '#components/layout/portal-shell.tsx';
import { Words } from '#components/layout/words.tsx';
import { env } from '#lib/config/env.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';

export default async function PortalLayout({ params, children }: LocaleParams & { children: ReactNode }) {
  await readLocale(params);
  // Rendered for each request, so that its scripts carry the nonce of the page's content policy.
  await connection();
  return (
    <Words>
      <PortalShell isSandbox={env.ANTHROPIC_API_KEY.length === 0}>{children}</PortalShell>
    </Words>
  );
}
