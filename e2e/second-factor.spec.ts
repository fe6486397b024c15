import type { BrowserContext, Page } from '@playwright/test';
import { SESSION_COOKIE } from '#lib/auth/cookies.ts';
import { publicUrl } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { mailTo } from '#lib/testing/accounts.ts';
import { keyboardOf } from './fixtures/hand.ts';
import { accountCookie, createOrganisationOf, createPerson, newEmail, sessionCookieOf } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import {
  addPasskey,
  expectSignedIn,
  expectSignedOut,
  keepRecoveryCodes,
  plugInAuthenticator,
  submitSignIn,
  t,
} from './pages/sign-in.ts';

const button = (name: string) => ['button', { name, exact: true }] as const;

/** Signs in an admin without a second factor, with their organisation selected. */
async function signInAdmin(context: BrowserContext) {
  const { accountId } = await createOrganisationOf([], 'Analytical Engines');
  const admin = await createPerson();
  await db.membership.create({ data: { userId: admin.id, accountId, role: 'admin', createdAt: new Date() } });
  await context.addCookies([await sessionCookieOf(admin), accountCookie(accountId)]);
  return admin;
}

const passkeyInList = (page: Page) => page.getByRole('listitem').filter({ hasText: 'Laptop' });

test('an admin with only a password must add a second factor, continues with it, and cannot remove it', async ({
  page,
  context,
  hand,
}) => {
  await signInAdmin(context);
  for (const path of ['overview', 'keys', 'settings/members', 'settings/audit']) {
    await page.goto(`/en/${path}`);
    await expect(page).toHaveURL(/\/en\/second-factor$/);
  }
  const reader = await page.request.get('/api/docs/reader');
  expect(await reader.json()).toEqual({ reader: { key: null, mayCreateKeys: false } });
  const trial = await page.request.get('/api/docs/try/getCredits');
  const { choices } = await trial.json();
  expect(choices.isAllowed).toBe(false);
  const call = { headers: { origin: publicUrl }, data: { accountId: choices.account.id } };
  const tried = await page.request.post('/api/docs/try/getCredits', call);
  expect((await tried.json()).error.code).toBe('second_factor_required');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    t('secondFactor.title', { organisation: 'Analytical Engines' }),
  );
  await hand.press(page.getByRole('link', { name: t('secondFactor.action') }));
  const notice = page.getByText(t('secondFactor.notice', { organisation: 'Analytical Engines' }));
  await expect(notice).toBeVisible();
  await plugInAuthenticator(page);
  await addPasskey(page, hand);
  await keepRecoveryCodes(page, hand);
  await expect(passkeyInList(page)).toBeVisible();
  await expect(notice).toBeHidden();
  await page.goto('/en/keys');
  await expect(page.getByRole('button', { name: t('keys.create.action') }).first()).toBeVisible();

  await page.goto('/en/settings/security');
  await hand.press(page.getByRole(...button(t('settings.security.passkeys.remove'))));
  await hand.press(page.getByRole('alertdialog').getByRole(...button(t('settings.security.passkeys.remove'))));
  await expect(page.getByText(t('auth.failures.last_second_factor'))).toBeVisible();
});

for (const how of ['mouse', 'keyboard'] as const)
  test(`with a passkey and no app, the password alone is not enough, by ${how}`, async ({
    page,
    hand: mouse,
    signIn,
  }) => {
    const hand = how === 'mouse' ? mouse : keyboardOf(page);
    const { email } = await signIn();
    const unplug = await plugInAuthenticator(page);
    await page.goto('/en/settings/security');
    await addPasskey(page, hand);
    const [code = ''] = await keepRecoveryCodes(page, hand);
    const usePasskey = page.getByRole(...button(t('auth.code.passkey')));
    const signInAgain = async () => {
      await page.context().clearCookies();
      await page.goto('/en/sign-in');
      await submitSignIn(page, email);
      await expect(usePasskey).toBeVisible();
      await expect(page.getByText(t('auth.code.textPasskey'))).toBeVisible();
    };

    await signInAgain();
    await page.goto('/en/overview');
    await expectSignedOut(page);

    await signInAgain();
    await hand.press(usePasskey);
    await expectSignedIn(page);

    await unplug();
    await signInAgain();
    await hand.fill(page.getByLabel(t('auth.code.recoveryLabel'), { exact: true }), 'k7mqp-x2vhd');
    await hand.press(page.getByRole(...button(t('auth.code.submit'))));
    await expect(page.getByText(t('auth.code.recoveryRefused'))).toBeVisible();
    await hand.fill(page.getByLabel(t('auth.code.recoveryLabel'), { exact: true }), code);
    await hand.press(page.getByRole(...button(t('auth.code.submit'))));
    await expectSignedIn(page);
    await page.goto('/en/settings/security');
    await expect(page.getByText(t('settings.security.codes.left', { count: 9 }))).toBeVisible();
  });

test('with an app and a passkey, either is accepted', async ({ page, hand, signIn }) => {
  const { id, email } = await signIn();
  const now = new Date();
  await db.totp.create({ data: { userId: id, secret: new Uint8Array(1), createdAt: now, confirmedAt: now } });
  await plugInAuthenticator(page);
  await page.goto('/en/settings/security');
  await addPasskey(page, hand);
  await keepRecoveryCodes(page, hand);
  await page.context().clearCookies();
  await page.goto('/en/sign-in');
  await submitSignIn(page, email);
  await expect(page.getByLabel(t('auth.code.label'), { exact: true })).toBeFocused();
  await hand.press(page.getByRole(...button(t('auth.code.passkey'))));
  await expectSignedIn(page);
});

test('without one, the personal account stays accessible', async ({ page, context, hand }) => {
  await signInAdmin(context);
  await page.goto('/en/second-factor');
  await hand.press(page.getByRole('button', { name: t('settings.accounts.switch', { name: 'Analytical Engines' }) }));
  await hand.press(page.getByRole('menuitemradio').or(page.getByRole('menuitem')).first());
  await expectSignedIn(page);
});

test('a common password is refused at its field', async ({ page, hand }) => {
  await page.goto('/en/sign-up');
  await hand.fill(page.getByLabel(t('auth.signUp.email'), { exact: true }), newEmail());
  const password = page.getByLabel(t('auth.signUp.password'), { exact: true });
  await hand.fill(password, 'Password123');
  await hand.press(page.getByRole(...button(t('auth.signUp.submit'))));
  await expect(page.getByText(t('auth.failures.password_guessable'))).toBeVisible();
  await expect(password).toHaveAttribute('aria-invalid', 'true');
  await expect(password).toBeFocused();
});

test('sign-in from a new browser sends an e-mail, from a known one it does not', async ({ browser }) => {
  const { email } = await createPerson();
  const subjects = async () => (await mailTo(email)).map(({ subject }) => subject);
  const [known, other] = await Promise.all([browser.newPage(), browser.newPage()]);
  for (const page of [known, known, other]) {
    await page.context().clearCookies({ name: SESSION_COOKIE });
    await page.goto('/en/sign-in');
    await submitSignIn(page, email);
    await expectSignedIn(page);
    if (page === known) expect(await subjects()).toEqual([]);
  }
  await expect.poll(subjects).toEqual([t('email.newSignIn.subject')]);
  await Promise.all([known.close(), other.close()]);
});
