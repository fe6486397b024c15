import type { Page } from '@playwright/test';
import { db } from '#lib/db/client.ts';
import { listKeys } from '#lib/keys/queries.ts';
import { addKey } from '#lib/testing/factories.ts';
import { createOrganisationOf, sessionCookieOf } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';
import { keysOf } from './pages/keys.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const t = await wordsOf('en');

const switcher = (page: Page, name: string) =>
  page.getByRole('button', { name: t('settings.accounts.switch', { name }) });

test('each of two tabs shows and changes the account it was switched to', async ({ page, context, hand, signIn }) => {
  const { accountId, owner } = await createOrganisationOf([], 'Acme');
  await signIn(owner);
  await addKey(owner.accountId, { name: 'At home' });
  await addKey(accountId, { name: 'At work' });
  const keys = keysOf({ page, hand, t });
  await page.goto('/en/keys');
  await expect(keys.rows('At home')).toHaveCount(1);

  const other = await context.newPage();
  await other.goto('/en/keys');
  await hand.press(switcher(other, t('settings.accounts.personal')));
  await hand.press(other.getByRole('menuitem', { name: 'Acme' }));
  await expect(switcher(other, 'Acme')).toBeVisible();
  const otherKeys = keysOf({ page: other, hand, t });
  await expect(otherKeys.rows('At work')).toHaveCount(1);

  await keys.create('Mine');
  await expect(keys.rows('Mine')).toHaveCount(1);
  await expect(switcher(page, t('settings.accounts.personal'))).toBeVisible();
  expect((await listKeys(owner.accountId)).map(({ name }) => name)).toEqual(['Mine', 'At home']);

  await hand.press(other.getByRole('link', { name: t('shell.navigation.overview') }).first());
  await hand.press(other.getByRole('link', { name: t('shell.navigation.keys') }).first());
  await expect(otherKeys.rows('At work')).toHaveCount(1);
  await expect(switcher(other, 'Acme')).toBeVisible();

  // A page that comes back as the browser kept it is read again, for its own account.
  await addKey(owner.accountId, { name: 'Made meanwhile' });
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await expect(keys.rows('Made meanwhile')).toHaveCount(1);
  await expect(switcher(page, t('settings.accounts.personal'))).toBeVisible();
});

test('a page of an account that was left, or of somebody else, changes nothing and says why', async ({
  page,
  context,
  hand,
  signIn,
}) => {
  const { accountId, owner, members } = await createOrganisationOf(['admin'], 'Acme');
  await signIn(members.admin);
  await page.goto('/en/settings/members');
  await hand.press(switcher(page, t('settings.accounts.personal')));
  await hand.press(page.getByRole('menuitem', { name: 'Acme' }));
  const name = page.getByLabel(t('settings.members.name'), { exact: true });
  await hand.fill(name, 'Taken over');
  await db.membership.delete({ where: { userId_accountId: { userId: members.admin.id, accountId } } });
  const rename = page.getByRole('button', { name: t('settings.members.rename'), exact: true });
  await hand.press(rename);
  await expect(page.getByText(t('auth.failures.not_a_member'))).toBeVisible();
  // From here the header names the account that the page shows.
  await hand.press(page.getByRole('link', { name: t('shell.navigation.keys') }).first());
  await expect(switcher(page, t('settings.accounts.personal'))).toBeVisible();

  await page.goto('/en/settings');
  await hand.fill(page.getByLabel(t('settings.profile.name'), { exact: true }), 'Somebody else');
  await context.addCookies([await sessionCookieOf(owner)]);
  await hand.press(page.getByRole('button', { name: t('settings.profile.save'), exact: true }));
  await expect(page.getByText(t('auth.failures.user_changed'))).toBeVisible();
  expect((await db.user.findUniqueOrThrow({ where: { id: owner.id } })).name).toBe(null);
  expect((await db.account.findUniqueOrThrow({ where: { id: accountId } })).name).toBe('Acme');
});
