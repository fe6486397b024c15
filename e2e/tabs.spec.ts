import type { Page } from '@playwright/test';
import { findUsd, type NanoUsd } from '#lib/billing/money.ts';
import { db } from '#lib/db/client.ts';
import { getKey, listKeys } from '#lib/keys/queries.ts';
import type { KeySettings } from '#lib/keys/settings.ts';
import { capsOf } from '#lib/keys/settings.ts';
import { updateKey } from '#lib/keys/update.ts';
import { addKey } from '#lib/testing/factories.ts';
import { accountCookie, createOrganisationOf, sessionCookieOf } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';
import { keysOf } from './pages/keys.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const t = await wordsOf('en');

const usd = (text: string) => findUsd(text) as NanoUsd;

const switcher = (page: Page, name: string) =>
  page.getByRole('button', { name: t('settings.accounts.switch', { name }) });

test('each of two tabs shows and changes its own account', async ({ page, context, hand, signIn }) => {
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

  // A page restored from the back/forward cache reloads its data, for its own account.
  await addKey(owner.accountId, { name: 'Made meanwhile' });
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await expect(keys.rows('Made meanwhile')).toHaveCount(1);
  await expect(switcher(page, t('settings.accounts.personal'))).toBeVisible();
});

test('a page of a left account, or of another user, changes nothing and says why', async ({
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
  // From here on the header shows the account of the page.
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

test('others’ changes are shown before they are overwritten, and kept in untouched fields', async ({
  page,
  hand,
  signIn,
}) => {
  const { accountId, owner } = await createOrganisationOf([], 'Acme');
  await signIn(owner);
  await page.context().addCookies([accountCookie(accountId)]);
  const { keyId } = await addKey(accountId, { name: 'CI', capMonth: '100', capTotal: '500' });
  const key = async () => {
    const found = await getKey(accountId, keyId);
    return { ...found, ...capsOf(found.spend) };
  };
  const elsewhere = (changes: Partial<KeySettings>) => updateKey(accountId, keyId, { after: changes });
  const press = (name: string) => hand.press(page.getByRole('button', { name, exact: true }));
  const open = (section: string) => hand.press(page.getByRole('dialog').getByRole('button', { name: section }));
  const field = (name: string) => page.getByLabel(name, { exact: true });

  // On the smallest screen the dialog is longer than the viewport, so the message could be below its edge.
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`/en/keys/${keyId}`);
  await press(t('keys.menu.open', { name: 'CI' }));
  await hand.press(page.getByRole('menuitem', { name: t('keys.menu.limits') }));
  await open(t('keys.form.limits.label'));
  await hand.fill(field(t('keys.form.limits.requestsPerMinute')), '60');
  await elsewhere({ capMonth: usd('5') });
  await press(t('keys.limits.submit'));
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await key()).toMatchObject({ requestsPerMinute: 60, capMonth: usd('5') });
  await expect(page.getByRole('definition').filter({ hasText: '$5.00' })).toBeVisible();

  await press(t('keys.menu.open', { name: 'CI' }));
  await hand.press(page.getByRole('menuitem', { name: t('keys.menu.limits') }));
  await open(t('keys.form.caps.label'));
  await hand.fill(field(t('keys.form.caps.capMonth')), '50');
  await elsewhere({ capMonth: usd('7') });
  await press(t('keys.limits.submit'));
  const notice = page.getByRole('alert').filter({ hasText: t('common.meanwhile.text') });
  await expect(notice.getByRole('button').first()).toBeInViewport({ ratio: 1 });
  expect(await page.getByRole('dialog').evaluate(widthsBeyond)).toEqual([]);
  await expect(notice).toContainText(/It was \$5.* and is \$7.* now\. You want \$50/);
  expect(await key()).toMatchObject({ capMonth: usd('7') });
  await press(t('common.meanwhile.take'));
  await expect(field(t('keys.form.caps.capMonth'))).toHaveValue('7');
  await expect(page.getByRole('button', { name: t('keys.limits.submit') })).toBeFocused();
  await hand.fill(field(t('keys.form.caps.capMonth')), '50');
  await elsewhere({ capMonth: usd('8') });
  await press(t('keys.limits.submit'));
  await press(t('common.meanwhile.keep'));
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await key()).toMatchObject({ capMonth: usd('50') });

  await page.goto('/en/settings/members');
  await hand.fill(field(t('settings.members.name')), 'Mine');
  await db.account.update({ where: { id: accountId }, data: { name: 'Theirs' } });
  await press(t('settings.members.rename'));
  await expect(page.getByText(/It was Acme and is Theirs now\. You want Mine\./)).toBeVisible();
  await press(t('common.meanwhile.take'));
  await expect(field(t('settings.members.name'))).toHaveValue('Theirs');
});

/** Returns by how many pixels scrolling elements of a dialog overflow sideways. */
const widthsBeyond = (dialog: Element): number[] =>
  [...dialog.querySelectorAll('*')]
    .filter((box) => getComputedStyle(box).overflowY === 'auto')
    .map((box) => box.scrollWidth - box.clientWidth)
    .filter((beyond) => beyond > 0);
