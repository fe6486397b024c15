import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { AccountSwitcher } from '#components/accounts/account-switcher.tsx';
import { UserMenu } from '#components/accounts/user-menu.tsx';
import { StepUpProvider } from '#components/auth/step-up.tsx';
import { MessagesProvider } from '#components/layout/messages-provider.tsx';
import { PortalShell } from '#components/layout/portal-shell.tsx';
import { TabAccount } from '#components/layout/tab-account.tsx';
import { Toaster } from '#components/ui/toaster.tsx';
import { ACCOUNT_COOKIE } from '#lib/auth/cookies.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requirePerson } from '#lib/auth/session.ts';
import { env } from '#lib/config/env.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { signOutAction, startPasskeyProofAction, stepUpAction } from './actions.ts';

export default async function PortalLayout({ params, children }: LocaleParams & { children: ReactNode }) {
  await readLocale(params);
  // Rendered for each request, so that its scripts carry the nonce of the page's content security policy.
  await connection();
  const user = await requirePerson();
  const { name, email, accounts, accountId, hasPassword, hasTotp, hasPasskey } = user;
  const page = toRenderedFor(user);
  const proofActions = {
    prove: stepUpAction.bind(null, page),
    startPasskey: startPasskeyProofAction.bind(null, page),
    signOut: signOutAction.bind(null, page),
  };
  return (
    <MessagesProvider>
      <TabAccount {...page} cookieName={ACCOUNT_COOKIE}>
        <StepUpProvider methods={{ hasPassword, hasTotp, hasPasskey }} actions={proofActions}>
          <PortalShell
            isSandbox={env.ANTHROPIC_API_KEY.length === 0}
            accountSwitcher={<AccountSwitcher accounts={accounts} accountId={accountId} />}
            userMenu={<UserMenu name={name} email={email} onSignOut={signOutAction.bind(null, page)} />}
          >
            {children}
          </PortalShell>
        </StepUpProvider>
      </TabAccount>
      <Toaster />
    </MessagesProvider>
  );
}
