import { findEmail } from '#lib/accounts/email.ts';
import { inviteMember } from '#lib/organisations/invite.ts';
import { CALLER } from '#lib/testing/accounts.ts';
import { createOrganisationOf, createPerson, linkMailedTo, newEmail } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { expectSignedIn, submitSignIn, t } from './pages/sign-in.ts';

const button = (name: string) => ['button', { name, exact: true }] as const;

test('sign-in reports a missing connection, and works once it is back', async ({ page, context }) => {
  const { email } = await createPerson();
  await page.goto('/en/sign-in');
  await context.setOffline(true);
  await submitSignIn(page, email);
  await expect(page.getByText(t('auth.failures.unreachable'))).toBeVisible();
  await context.setOffline(false);
  await submitSignIn(page, email);
  await expectSignedIn(page);
});

test('an invitation whose request fails can be retried, and is not lost', async ({ page, hand }) => {
  const { accountId, owner } = await createOrganisationOf([]);
  const email = findEmail(newEmail());
  if (!email) throw new Error('no address');
  const inviter = { ...owner, name: null, locale: 'en' };
  await inviteMember(inviter, { accountId, email, role: 'viewer' }, CALLER);
  const link = await linkMailedTo(email.display, 'invitation');
  await page.route('**/invitation', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await page.goto(link);
  await expect(page.getByText(t('auth.failures.unreachable'))).toBeVisible();
  await page.unrouteAll();
  await hand.press(page.getByRole(...button(t('states.error.action'))));
  await expect(page.getByRole('heading', { name: t('auth.invitation.join', { organisation: 'Acme' }) })).toBeVisible();
});
