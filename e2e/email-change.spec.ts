import type { Browser, Page } from '@playwright/test';
import { mailTo } from '#lib/testing/accounts.ts';
import type { Hand } from './fixtures/hand.ts';
import { createPerson, linkMailedTo, newEmail, type Person } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { expectSignedIn, submitSignIn, t } from './pages/sign-in.ts';

const button = (name: string) => ['button', { name, exact: true }] as const;

async function askToMove(page: Page, hand: Hand, to: string): Promise<void> {
  await page.goto('/en/settings');
  await hand.fill(page.getByLabel(t('settings.profile.newEmail'), { exact: true }), to);
  await hand.press(page.getByRole(...button(t('settings.profile.changeEmail'))));
  await expect(page.getByText(t('settings.profile.waiting', { email: to }))).toBeVisible();
}

/** Opens the link of a mailbox in a browser without a session. */
async function confirmAs(email: string, browser: Browser, hand: Hand): Promise<string> {
  const mailbox = await browser.newPage();
  await mailbox.goto(await linkMailedTo(email, 'verify/email-change'));
  await hand.press(mailbox.getByRole(...button(t('auth.emailChange.submit'))));
  await expect(mailbox.getByRole(...button(t('auth.emailChange.submit')))).toBeHidden();
  const said = (await mailbox.getByRole('heading', { level: 1 }).textContent()) ?? '';
  await mailbox.close();
  return said;
}

async function canSignIn(email: string, browser: Browser): Promise<boolean> {
  const page = await browser.newPage();
  await page.goto('/en/sign-in');
  await submitSignIn(page, email);
  const refusal = page.getByText(t('auth.failures.invalid_credentials'));
  await expect(refusal.or(page.getByRole('heading', { level: 1, name: t('overview.title') }))).toBeVisible();
  const isIn = !(await refusal.isVisible());
  await page.close();
  return isIn;
}

test('an address changes when both mailboxes confirm, and the old one is notified', async ({
  page,
  hand,
  signIn,
  browser,
}) => {
  const { email: old } = await signIn();
  const fresh = newEmail();
  await askToMove(page, hand, fresh);
  expect(await confirmAs(fresh, browser, hand)).toBe(t('auth.emailChange.waiting.title'));
  await page.reload();
  await expect(page.getByRole('main')).toContainText(old);
  expect(await canSignIn(fresh, browser)).toBe(false);

  expect(await confirmAs(old, browser, hand)).toBe(t('auth.emailChange.changed.title'));
  await page.reload();
  await expect(page.getByRole('main')).toContainText(fresh);
  await expect(page.getByText(t('settings.profile.waiting', { email: fresh }))).toBeHidden();
  const [notice] = await mailTo(old);
  expect(notice?.subject).toBe(t('email.emailChanged.subject'));
  for (const part of [notice?.text, notice?.html]) expect(part).toContain(fresh);
  expect(await canSignIn(old, browser)).toBe(false);
  expect(await canSignIn(fresh, browser)).toBe(true);
});

test('a stolen session cannot change the address without the old mailbox, and a replaced link is invalid', async ({
  page,
  hand,
  signIn,
  browser,
}) => {
  const { email } = await signIn();
  const thief = newEmail();
  await askToMove(page, hand, thief);
  const dead = await linkMailedTo(thief, 'verify/email-change');
  await confirmAs(thief, browser, hand);
  const other = newEmail();
  await askToMove(page, hand, other);

  await page.goto(dead);
  await hand.press(page.getByRole(...button(t('auth.emailChange.submit'))));
  await expect(page.getByText(t('auth.failures.invalid_token'))).toBeVisible();
  expect(await confirmAs(other, browser, hand)).toBe(t('auth.emailChange.waiting.title'));
  expect(await canSignIn(email, browser)).toBe(true);
});

test('another user’s address is not accepted, nor revealed to be in use', async ({ page, hand, signIn, browser }) => {
  const owner: Person = await createPerson();
  const { email } = await signIn();
  await askToMove(page, hand, owner.email);
  const [warning] = await mailTo(owner.email);
  expect(warning?.text).not.toContain('#token=');
  expect(await confirmAs(email, browser, hand)).toBe(t('auth.emailChange.waiting.title'));
  await page.goto('/en/settings');
  await expect(page.getByRole('main')).toContainText(email);
  await page.context().clearCookies();
  await page.goto('/en/sign-in');
  await submitSignIn(page, owner.email);
  await expectSignedIn(page);
});
