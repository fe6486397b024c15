import { openSession, revokeSession } from '#lib/auth/sessions.ts';
import { nanoUsd } from '#lib/billing/money.ts';
import { db } from '#lib/db/client.ts';
import { grantCredit } from '#lib/operator/credit.ts';
import { inviteMember, revokeInvitation } from '#lib/organisations/invite.ts';
import { CALLER } from '#lib/testing/accounts.ts';
import { accountCookie, createOrganisationOf, newEmail, sessionCookieOf } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';

const t = await wordsOf('en');

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';

test('the log names sessions and invitations, and the reason for credit from the operator', async ({
  page,
  context,
}) => {
  const { accountId, owner } = await createOrganisationOf([]);
  const caller = { ...CALLER, userAgent: FIREFOX };
  const { sessionId } = await openSession({ userId: owner.id, method: 'password', caller });
  await revokeSession(owner.id, sessionId, CALLER);
  const email = newEmail();
  await inviteMember(
    { ...owner, name: null, locale: 'en' },
    { accountId, email: { display: email, canonical: email }, role: 'viewer' },
    CALLER,
  );
  const { id } = await db.invitation.findFirstOrThrow({ where: { accountId } });
  await revokeInvitation(owner, { accountId, id }, CALLER);

  await grantCredit({ accountId, usd: nanoUsd(5_000_000_000n), reason: 'an outage on Monday' }, {});

  const rowOf = (action: 'session_revoked' | 'member_invitation_revoked' | 'credit_granted') =>
    page.getByRole('row').filter({ hasText: t(`settings.audit.actions.${action}`) });
  await context.addCookies([await sessionCookieOf(owner)]);
  await page.goto('/en/settings/audit');
  await expect(rowOf('session_revoked')).toContainText('Firefox, Linux');
  await context.addCookies([accountCookie(accountId)]);
  await page.goto('/en/settings/audit');
  await expect(rowOf('member_invitation_revoked')).toContainText(email);
  await expect(rowOf('member_invitation_revoked')).not.toContainText(id);
  for (const shown of ['5 USD', 'an outage on Monday', t('settings.audit.operator')])
    await expect(rowOf('credit_granted')).toContainText(shown);
});
