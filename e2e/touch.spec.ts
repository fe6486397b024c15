import { accountCookie, createOrganisationOf, sessionCookieOf } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { smallTargetsOn } from './fixtures/touch-targets.ts';
import { wordsOf } from './fixtures/words.ts';

test.use({ hasTouch: true, viewport: { width: 390, height: 844 }, contextOptions: { reducedMotion: 'reduce' } });

const t = await wordsOf('en');

test('touch targets are large enough in the form of a key', async ({ page, signIn }) => {
  await signIn();
  await page.goto('/en/keys#create');
  const form = page.getByRole('dialog', { name: t('keys.create.title') });
  for (const part of ['expiry', 'caps', 'models', 'limits', 'ips'] as const)
    await form.getByRole('button', { name: t(`keys.form.${part}.label`) }).tap();
  expect(await smallTargetsOn(page, '[role=dialog]')).toEqual([]);
});

test('touch targets are large enough in the list of members', async ({ page, context }) => {
  const { accountId, owner } = await createOrganisationOf(['admin', 'viewer']);
  await context.addCookies([await sessionCookieOf(owner), accountCookie(accountId)]);
  await page.goto('/en/settings/members');
  expect(await smallTargetsOn(page)).toEqual([]);
});

test('a press on a shortened figure shows it in full, and a press elsewhere hides it', async ({ page, signIn }) => {
  await signIn();
  await page.goto('/en/settings/security');
  await page.getByRole('button', { name: /ago$|^now$/ }).tap();
  await expect(page.getByRole('tooltip')).toHaveText(/20\d\d/);
  await page.getByRole('heading', { level: 1 }).tap();
  await expect(page.getByRole('tooltip')).toBeHidden();
});
