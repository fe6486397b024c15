import type { Page } from '@playwright/test';
import {
  accountCookie,
  createOrganisationOf,
  createPerson,
  linkMailedTo,
  newEmail,
  PASSWORD,
  sessionCookieOf,
} from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { expectSignedIn, expectSignedOut, submitSignIn, t } from './pages/sign-in.ts';

const button = (name: string) => ['button', { name, exact: true }] as const;

test('lists the user’s sessions, and ends one or all of them', async ({ page, hand, signIn, browser }) => {
  const person = await signIn();
  const [first, second] = await Promise.all([browser.newContext(), browser.newContext()]);
  const pages: Page[] = [];
  for (const context of [first, second]) {
    await context.addCookies([await sessionCookieOf(person)]);
    const other = await context.newPage();
    await other.goto('/en/settings');
    await expect(other).toHaveURL(/\/en\/settings$/);
    pages.push(other);
  }
  const isOut = async (index: number) => {
    await pages[index]?.reload();
    return /\/sign-in/.test(pages[index]?.url() ?? '');
  };

  await page.goto('/en/settings/security');
  const revoke = page.getByRole(...button(t('settings.security.sessions.revoke')));
  await expect(revoke).toHaveCount(2);
  await hand.press(revoke.first());
  await expect(revoke).toHaveCount(1);
  expect((await Promise.all([isOut(0), isOut(1)])).filter(Boolean)).toHaveLength(1);

  await hand.press(page.getByRole(...button(t('settings.security.sessions.everywhere'))));
  await hand.press(page.getByRole('alertdialog').getByRole(...button(t('settings.security.sessions.everywhere'))));
  await expectSignedOut(page);
  expect(await Promise.all([isOut(0), isOut(1)])).toEqual([true, true]);
  await Promise.all([first.close(), second.close()]);
});

test('an owner invites by mail; the invited address signs up and joins in the offered role', async ({
  page,
  hand,
  signIn,
  browser,
}) => {
  await signIn(await createPerson({ hasPasskey: true }));
  await page.goto('/en/settings/members');
  await hand.press(page.getByRole(...button(t('settings.members.create'))));
  const dialog = page.getByRole('dialog', { name: t('settings.members.create') });
  await hand.fill(dialog.getByLabel(t('settings.members.name')), 'Analytical Engines');
  await hand.press(dialog.getByRole(...button(t('settings.members.create'))));
  await expect(page.getByText(t('settings.members.people', { organisation: 'Analytical Engines' }))).toBeVisible();

  const email = newEmail();
  await hand.fill(page.getByLabel(t('settings.members.email'), { exact: true }), email);
  await hand.press(page.getByLabel(t('settings.members.role'), { exact: true }));
  await hand.press(page.getByRole('option', { name: t('settings.roles.billing') }));
  await hand.press(page.getByRole(...button(t('settings.members.send'))));
  await expect(page.getByText(t('settings.members.invited', { email }))).toBeVisible();

  const invitee = await browser.newPage();
  await invitee.goto(await linkMailedTo(email, 'invitation'));
  await expect(
    invitee.getByRole('heading', { name: t('auth.invitation.join', { organisation: 'Analytical Engines' }) }),
  ).toBeVisible();
  await hand.press(invitee.getByRole('link', { name: t('auth.invitation.signUp') }));
  await hand.fill(invitee.getByLabel(t('auth.signUp.email'), { exact: true }), email);
  await hand.fill(invitee.getByLabel(t('auth.signUp.password'), { exact: true }), PASSWORD);
  await hand.press(invitee.getByRole(...button(t('auth.signUp.submit'))));
  await expect(invitee.getByRole('heading', { name: t('auth.checkMail.title') })).toBeVisible();
  await invitee.goto(await linkMailedTo(email, 'verify'));
  await hand.press(invitee.getByRole(...button(t('auth.verify.submit'))));
  await hand.press(invitee.getByRole(...button(t('auth.invitation.accept'))));
  await expectSignedIn(invitee);
  await expect(
    invitee.getByRole('button', { name: t('settings.accounts.switch', { name: 'Analytical Engines' }) }),
  ).toBeVisible();
  await invitee.goto('/en/keys');
  await expect(invitee.getByRole('heading', { name: t('states.forbidden.title') })).toBeVisible();
  await invitee.close();
});

test('a forwarded invitation admits nobody else', async ({ page, hand, signIn, browser }) => {
  const { accountId, owner } = await createOrganisationOf([]);
  const ownerContext = await browser.newContext();
  await ownerContext.addCookies([await sessionCookieOf(owner), accountCookie(accountId)]);
  const ownerPage = await ownerContext.newPage();
  const email = newEmail();
  await ownerPage.goto('/en/settings/members');
  await hand.fill(ownerPage.getByLabel(t('settings.members.email'), { exact: true }), email);
  await hand.press(ownerPage.getByRole(...button(t('settings.members.send'))));

  const stranger = await signIn();
  await page.goto(await linkMailedTo(email, 'invitation'));
  await expect(page.getByText(t('auth.invitation.notYours', { userEmail: stranger.email }))).toBeVisible();
  await expect(page.getByRole(...button(t('auth.invitation.accept')))).toBeHidden();
  await hand.press(page.getByRole(...button(t('shell.menu.signOut'))));
  await expect(page.getByRole('link', { name: t('auth.invitation.signUp') })).toBeVisible();
  await ownerContext.close();
});

test('a withdrawn invitation admits nobody, and its place in the list is gone', async ({
  page,
  context,
  hand,
  browser,
}) => {
  const { accountId, owner } = await createOrganisationOf([]);
  await context.addCookies([await sessionCookieOf(owner), accountCookie(accountId)]);
  const email = newEmail();
  await page.goto('/en/settings/members');
  await hand.fill(page.getByLabel(t('settings.members.email'), { exact: true }), email);
  await hand.press(page.getByRole(...button(t('settings.members.send'))));
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: email });
  const link = await linkMailedTo(email, 'invitation');
  const invitee = await browser.newPage();
  await invitee.goto(link);
  await expect(
    invitee.getByRole('heading', { name: t('auth.invitation.join', { organisation: 'Acme' }) }),
  ).toBeVisible();

  await hand.press(row.getByRole(...button(t('settings.members.revoke'))));
  await expect(row).toBeHidden();
  await invitee.reload();
  await expect(invitee.getByRole('heading', { name: t('auth.invitation.goneTitle') })).toBeVisible();
  await expect(invitee.getByText(t('auth.invitation.gone'))).toBeVisible();
  await invitee.close();
});

test('a changed role counts from the member’s next click', async ({ page, context, hand, browser }) => {
  const { accountId, owner, members } = await createOrganisationOf(['developer']);
  await context.addCookies([await sessionCookieOf(members.developer), accountCookie(accountId)]);
  await page.goto('/en/keys');
  const create = page.getByRole('button', { name: t('keys.create.action') });
  await expect(create).toBeVisible();

  const ownerContext = await browser.newContext();
  await ownerContext.addCookies([await sessionCookieOf(owner), accountCookie(accountId)]);
  const ownerPage = await ownerContext.newPage();
  await ownerPage.goto('/en/settings/members');
  await hand.press(ownerPage.getByLabel(t('settings.members.roleOf', { name: members.developer.email })));
  await hand.press(ownerPage.getByRole('option', { name: t('settings.roles.viewer') }));
  await expect(ownerPage.getByText(t('settings.members.roleChanged', { name: members.developer.email }))).toBeVisible();
  await ownerContext.close();

  await hand.press(create);
  const form = page.getByRole('dialog', { name: t('keys.create.title') });
  await hand.fill(form.getByLabel(t('keys.create.name'), { exact: true }), 'Too late');
  await hand.press(form.getByRole(...button(t('keys.create.submit'))));
  await expect(form.getByText(t('keys.failures.forbidden'))).toBeVisible();
  await page.reload();
  await expect(page.getByRole('main')).toContainText(t('keys.none.readOnly'));
  await expect(create).toBeHidden();
});

test('sends a signed-out visitor of a private page to sign in, and back afterwards', async ({ page }) => {
  const { email } = await createPerson();
  await page.goto('/en/settings/audit?before=evt_none');
  await expectSignedOut(page);
  await submitSignIn(page, email);
  await expect(page).toHaveURL(/\/en\/settings\/audit\?before=evt_none$/);
});
