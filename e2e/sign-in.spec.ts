import { TOTP } from 'otpauth';
import { createPerson, linkMailedTo, newEmail, PASSWORD } from './fixtures/people.ts';
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

const heading = (name: string) => ['heading', { name }] as const;
const button = (name: string) => ['button', { name, exact: true }] as const;

test('signs in with the password, and out', async ({ page, hand }) => {
  const { email } = await createPerson();
  await page.goto('/en/sign-in');
  await submitSignIn(page, email);
  await expectSignedIn(page);
  await hand.press(page.getByRole(...button(t('shell.menu.open', { email }))));
  await hand.press(page.getByRole('menuitem', { name: t('shell.menu.signOut') }));
  await expectSignedOut(page);
  await page.goto('/en/settings');
  await expectSignedOut(page);
});

test('says the same about a wrong password as about an unknown address', async ({ page }) => {
  const { email } = await createPerson();
  const said = async (address: string) => {
    await page.goto('/en/sign-in');
    await submitSignIn(page, address, 'wrong password');
    const alert = page.getByRole('alert').filter({ hasText: /\S/ }).first();
    await expect(alert).toBeVisible();
    return alert.textContent();
  };
  expect(await said(email)).toBe(t('auth.failures.invalid_credentials'));
  expect(await said(newEmail())).toBe(t('auth.failures.invalid_credentials'));
});

test('says the same about a sign-up whose address is taken, and mails its owner instead', async ({ page, hand }) => {
  const { email } = await createPerson();
  for (const address of [email, newEmail()]) {
    await page.goto('/en/sign-up');
    await hand.fill(page.getByLabel(t('auth.signUp.email'), { exact: true }), address);
    await hand.fill(page.getByLabel(t('auth.signUp.password'), { exact: true }), PASSWORD);
    await hand.press(page.getByRole(...button(t('auth.signUp.submit'))));
    await expect(page.getByRole(...heading(t('auth.checkMail.title')))).toBeVisible();
    await expect(
      page.getByText(t.markup('auth.checkMail.text', { email: address, b: (words) => words })),
    ).toBeVisible();
  }
});

test('signs in with a mailed link, once', async ({ page, hand }) => {
  const { email } = await createPerson();
  await page.goto('/en/sign-in');
  await hand.fill(page.getByLabel(t('auth.signIn.email'), { exact: true }), email);
  await hand.press(page.getByRole(...button(t('auth.signIn.link'))));
  await expect(page.getByRole(...heading(t('auth.linkSent.title')))).toBeVisible();
  const link = await linkMailedTo(email, 'sign-in/link');
  await page.goto(link);
  await hand.press(page.getByRole(...button(t('auth.link.submit'))));
  await expectSignedIn(page);

  await page.context().clearCookies();
  for (const broken of [link, link.slice(0, -40)]) {
    await page.goto(broken);
    await hand.press(page.getByRole(...button(t('auth.link.submit'))));
    await expect(page.getByText(t('auth.failures.invalid_token'))).toBeVisible();
  }
  await hand.press(page.getByRole('link', { name: t('auth.reset.back') }));
  await expectSignedOut(page);
});

test('a truncated password link offers to request a new one', async ({ page, hand }) => {
  await page.goto('/en/reset-password#token=AbC');
  await hand.fill(page.getByLabel(t('auth.reset.password'), { exact: true }), 'another long password');
  await hand.press(page.getByRole(...button(t('auth.reset.set'))));
  await expect(page.getByText(t('auth.failures.invalid_token'))).toBeVisible();
  await hand.press(page.getByRole(...button(t('auth.reset.again'))));
  await expect(page.getByRole(...heading(t('auth.reset.title')))).toBeVisible();
});

test('resetting the password by e-mail ends all sessions', async ({ page, hand, browser, signIn }) => {
  const { email } = await signIn();
  await page.goto('/en/settings');
  await expect(page).toHaveURL(/\/en\/settings$/);

  const elsewhere = await browser.newPage();
  await elsewhere.goto('/en/reset-password');
  await hand.fill(elsewhere.getByLabel(t('auth.reset.email'), { exact: true }), email);
  await hand.press(elsewhere.getByRole(...button(t('auth.reset.request'))));
  await expect(elsewhere.getByRole(...heading(t('auth.reset.sentTitle')))).toBeVisible();
  await elsewhere.goto(await linkMailedTo(email, 'reset-password'));
  await hand.fill(elsewhere.getByLabel(t('auth.reset.password'), { exact: true }), 'another long password');
  await hand.press(elsewhere.getByRole(...button(t('auth.reset.set'))));
  await expectSignedIn(elsewhere);
  await elsewhere.close();

  await page.reload();
  await expectSignedOut(page);
  await submitSignIn(page, email, PASSWORD);
  await expect(page.getByText(t('auth.failures.invalid_credentials'))).toBeVisible();
  await submitSignIn(page, email, 'another long password');
  await expect(page).toHaveURL(/\/en\/settings$/); // the page where the old session ended
});

test('asks for a code of the authenticator app, and accepts a recovery code once', async ({ page, hand, signIn }) => {
  const { email } = await signIn();
  const answer = async (code: string) => {
    await page.context().clearCookies();
    await page.goto('/en/sign-in');
    await submitSignIn(page, email);
    await hand.fill(page.getByLabel(t('auth.code.label'), { exact: true }), code);
    await hand.press(page.getByRole(...button(t('auth.code.submit'))));
  };

  await page.goto('/en/settings/security');
  await hand.press(page.getByRole(...button(t('settings.security.totp.start'))));
  const setup = page.getByRole('dialog', { name: t('settings.security.totp.setupTitle') });
  const totp = new TOTP({ secret: ((await setup.getByRole('code').textContent()) ?? '').replaceAll(' ', '') });
  const setUpAt = Date.now();
  await hand.fill(setup.getByLabel(t('settings.security.totp.code')), totp.generate({ timestamp: setUpAt }));
  await hand.press(setup.getByRole(...button(t('settings.security.totp.confirm'))));
  const [recoveryCode = ''] = await keepRecoveryCodes(page, hand);

  await answer(recoveryCode);
  await expectSignedIn(page);
  await answer(recoveryCode);
  await expect(page.getByText(t('auth.failures.invalid_code'))).toBeVisible();
  await answer(totp.generate({ timestamp: setUpAt })); // already used during set-up
  await expect(page.getByText(t('auth.failures.invalid_code'))).toBeVisible();
  await answer(totp.generate({ timestamp: setUpAt + 30_000 }));
  await expectSignedIn(page);
});

test('signs in with a passkey', async ({ page, hand, signIn }) => {
  await plugInAuthenticator(page);
  await signIn();
  await page.goto('/en/settings/security');
  await addPasskey(page, hand);
  await keepRecoveryCodes(page, hand);

  await page.context().clearCookies();
  await page.goto('/en/sign-in');
  await hand.press(page.getByRole(...button(t('auth.signIn.passkey'))));
  await expectSignedIn(page);
});
