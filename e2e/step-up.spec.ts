import type { Page } from '@playwright/test';
import { db } from '#lib/db/client.ts';
import { addKey } from '#lib/testing/factories.ts';
import { type Hand, keyboardOf } from './fixtures/hand.ts';
import { ageSession, createPerson, newEmail, PASSWORD, sessionCookieOf } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { addPasskey, keepRecoveryCodes, plugInAuthenticator, t } from './pages/sign-in.ts';

const button = (name: string) => ['button', { name, exact: true }] as const;
const dialogOf = (page: Page) => page.getByRole('dialog', { name: t('auth.stepUp.title') });

async function changeEmail(page: Page, hand: Hand): Promise<string> {
  const email = newEmail();
  await hand.fill(page.getByLabel(t('settings.profile.newEmail'), { exact: true }), email);
  await hand.press(page.getByRole(...button(t('settings.profile.changeEmail'))));
  return email;
}

async function prove(page: Page, hand: Hand, password: string): Promise<void> {
  await hand.fill(dialogOf(page).getByLabel(t('auth.stepUp.password'), { exact: true }), password);
  await hand.press(dialogOf(page).getByRole(...button(t('auth.stepUp.submit'))));
}

const waiting = (page: Page, email: string) => page.getByText(t('settings.profile.waiting', { email }));

for (const how of ['mouse', 'keyboard'] as const)
  test(`after ten minutes it asks for authentication, continues the action, and asks no more, by ${how}`, async ({
    page,
    hand: mouse,
    signIn,
  }) => {
    const hand = how === 'mouse' ? mouse : keyboardOf(page);
    await ageSession(await signIn());
    await page.goto('/en/settings');
    const email = await changeEmail(page, hand);
    await prove(page, hand, 'not the password');
    await expect(dialogOf(page).getByText(t('auth.stepUp.wrongPassword'))).toBeVisible();
    await prove(page, hand, PASSWORD);
    await expect(waiting(page, email)).toBeVisible();
    await expect(dialogOf(page)).toBeHidden();

    await expect(waiting(page, await changeEmail(page, hand))).toBeVisible();
  });

test('only a passkey is requested, and a recovery code replaces it', async ({ page, hand, signIn }) => {
  const person = await signIn();
  const unplug = await plugInAuthenticator(page);
  await page.goto('/en/settings/security');
  await addPasskey(page, hand);
  const [code = ''] = await keepRecoveryCodes(page, hand);

  await ageSession(person);
  await page.goto('/en/settings');
  const email = await changeEmail(page, hand);
  await expect(dialogOf(page).getByRole(...button(t('auth.stepUp.passkey')))).toBeFocused();
  await expect(dialogOf(page).getByLabel(t('auth.stepUp.password'), { exact: true })).toBeHidden();
  await hand.press(dialogOf(page).getByRole(...button(t('auth.stepUp.passkey'))));
  await expect(waiting(page, email)).toBeVisible();

  await unplug();
  await ageSession(person);
  const next = await changeEmail(page, hand);
  await hand.fill(dialogOf(page).getByLabel(t('auth.code.recoveryLabel'), { exact: true }), code);
  await hand.press(dialogOf(page).getByRole(...button(t('auth.stepUp.submit'))));
  await expect(waiting(page, next)).toBeVisible();
});

test('closing the dialog cancels the action and says so', async ({ page, hand, signIn }) => {
  await ageSession(await signIn());
  await page.goto('/en/settings');
  const email = await changeEmail(page, hand);
  await expect(dialogOf(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toBeHidden();
  await expect(page.getByText(t('auth.failures.step_up_required'))).toBeVisible();
  await page.reload();
  await expect(waiting(page, email)).toBeHidden();
});

test('it opens over another dialog, which then continues', async ({ page, hand, signIn }) => {
  const person = await signIn();
  await ageSession(person);
  await page.goto('/en/settings/data');
  await hand.press(page.getByRole(...button(t('settings.data.delete'))));
  const question = page.getByRole('alertdialog');
  await hand.fill(question.getByRole('textbox'), person.email);
  await hand.press(question.getByRole(...button(t('settings.data.delete'))));
  await prove(page, hand, PASSWORD);
  await expect(page).toHaveURL(/\/en$/);
});

test('it is required before a key is disabled', async ({ page, hand, signIn }) => {
  const person = await signIn();
  await addKey(person.accountId, { name: 'Laptop' });
  await ageSession(person);
  await page.goto('/en/keys');
  await hand.press(page.getByRole(...button(t('keys.menu.open', { name: 'Laptop' }))));
  await hand.press(page.getByRole('menuitem', { name: t('keys.menu.disable'), exact: true }));
  await prove(page, hand, PASSWORD);
  await expect(page.getByText(t('keys.switch.disabled', { count: 1 }))).toBeVisible();
});

test('a user without a password signs in again instead, and returns', async ({ page, hand, signIn }) => {
  const person = await signIn();
  await db.user.update({ where: { id: person.id }, data: { passwordHash: null } });
  await ageSession(person);
  await page.goto('/en/settings/security');
  await hand.fill(page.getByLabel(t('settings.security.password.next'), { exact: true }), 'another long one');
  await hand.press(page.getByRole(...button(t('settings.security.password.set'))));
  await hand.press(dialogOf(page).getByRole(...button(t('auth.stepUp.signOutAndIn'))));
  await expect(page).toHaveURL(/\/en\/sign-in\?callbackUrl=%2Fen%2Fsettings%2Fsecurity$/);
});

test('a new password ends all other sessions and keeps this one', async ({ page, hand, signIn, browser }) => {
  const person = await signIn(await createPerson({ hasPasskey: true }));
  const elsewhere = await browser.newContext();
  await elsewhere.addCookies([await sessionCookieOf(person)]);
  await page.goto('/en/settings/security');
  await hand.fill(page.getByLabel(t('settings.security.password.current'), { exact: true }), PASSWORD);
  await hand.fill(page.getByLabel(t('settings.security.password.next'), { exact: true }), 'another long one');
  await hand.press(page.getByRole(...button(t('settings.security.password.change'))));
  await expect(page.getByText(t('settings.security.password.saved'))).toBeVisible();
  await page.reload();
  await expect(page.getByText(t('settings.security.sessions.current'))).toHaveCount(1);
  const other = await elsewhere.request.get('/en/settings/security', { maxRedirects: 0 });
  expect(other.status()).toBe(307);
  await elsewhere.close();
});
