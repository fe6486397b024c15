import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { AccountSwitcher } from '#components/accounts/account-switcher.tsx';
import { UserMenu } from '#components/accounts/user-menu.tsx';
import { StepUpProvider } from '#components/auth/step-up.tsx';
import { PortalProviders } from '#components/layout/portal-providers.tsx';
import { PortalShell } from '#components/layout/portal-shell.tsx';
import { Words } from '#components/layout/words.tsx';
import { requirePerson } from '#lib/auth/session.ts';
import { env } from '#lib/config/env.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { signOutAction, startPasskeyProofAction, stepUpAction, switchAccountAction } from './actions.ts';

const PROOF_ACTIONS = { prove: stepUpAction, startPasskey: startPasskeyProofAction, signOut: signOutAction };

export default async function PortalLayout({ params, children }: LocaleParams & { children: ReactNode }) {
  await readLocale(params);
  // Rendered for each request, so that its scripts carry the nonce of the page's content policy.
  await connection();
  const { name, email, accounts, accountId, hasPassword, hasTotp, hasPasskey } = await requirePerson();
  return (
    <Words>
      <PortalProviders>
        <StepUpProvider methods={{ hasPassword, hasTotp, hasPasskey }} actions={PROOF_ACTIONS}>
          <PortalShell
            isSandbox={env.ANTHROPIC_API_KEY.length === 0}
            accountSwitcher={
              <AccountSwitcher accounts={accounts} accountId={accountId} onSwitch={switchAccountAction} />
            }
            userMenu={<UserMenu name={name} email={email} onSignOut={signOutAction} />}
          >
            {children}
          </PortalShell>
        </StepUpProvider>
      </PortalProviders>
    </Words>
  );
}
