import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { keepsWorkKey } from '#components/accounts/forget-local-work.ts';
import { mailTo } from '#lib/testing/accounts.ts';
import { addKey } from '#lib/testing/factories.ts';
import { ask } from './fixtures/calls.ts';
import { createOrganisationOf, sessionCookieOf } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { expectSignedOut, submitSignIn, t } from './pages/sign-in.ts';

const button = (name: string) => ['button', { name, exact: true }] as const;

/** Names of the playground data in this browser. */
const keptHere = (page: Page) =>
  page.evaluate(async () =>
    [...(await indexedDB.databases()).map(({ name }) => name), ...Object.keys(localStorage)].filter((name) =>
      name?.startsWith('playground'),
    ),
  );

test('exports all stored data, and no secret', async ({ page, hand, request, signIn }) => {
  const person = await signIn();
  const { keyId, secret } = await addKey(person.accountId, { mode: 'test', name: 'Support bot' });
  expect(await ask(request, secret)).toEqual({ status: 200, code: null });

  await page.goto('/en/settings/data');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    hand.press(page.getByRole(...button(t('settings.data.download')))),
  ]);
  expect(download.suggestedFilename()).toBe('tokenhub-export.json');
  const text = await readFile(await download.path(), 'utf8');
  const { user, keys, usage, events } = JSON.parse(text);
  expect(user).toMatchObject({ id: person.id, email: person.email });
  expect(user.sessions).toHaveLength(1);
  expect(keys).toMatchObject([{ id: keyId, name: 'Support bot' }]);
  expect(usage).toMatchObject([{ keyId, model: 'claude-haiku-4-5' }]);
  expect(events.map(({ action }: { action: string }) => action)).toContain('user.exported');
  expect(text).not.toContain(secret);
  expect(text).not.toMatch(/argon2|passwordHash|"hash"|"secret"/);
});

test('deletes the account: sessions, keys and local drafts end, an e-mail confirms it, and sign-in fails', async ({
  page,
  hand,
  request,
  signIn,
  browser,
}) => {
  const person = await signIn();
  const { secret } = await addKey(person.accountId, { mode: 'test' });
  expect((await ask(request, secret)).status).toBe(200);
  const elsewhere = await browser.newContext();
  await elsewhere.addCookies([await sessionCookieOf(person)]);

  await page.goto('/en/playground');
  await expect.poll(() => keptHere(page)).toContainEqual(expect.stringContaining(`playground:${person.id}`));
  await page.evaluate((key) => localStorage.setItem(key, 'yes'), keepsWorkKey(person.id));
  await page.goto('/en/settings/data');
  await hand.press(page.getByRole(...button(t('settings.data.delete'))));
  const question = page.getByRole('alertdialog');
  const confirm = question.getByRole(...button(t('settings.data.delete')));
  await hand.fill(question.getByRole('textbox'), 'somebody@example.com');
  await expect(confirm).toBeDisabled();
  await hand.fill(question.getByRole('textbox'), person.email);
  await hand.press(confirm);
  await expect(page).toHaveURL(/\/en$/);
  await expect.poll(() => keptHere(page)).toEqual([]);

  expect(await ask(request, secret)).toMatchObject({ status: 401 });
  const other = await elsewhere.newPage();
  await other.goto('/en/overview');
  await expectSignedOut(other);
  await elsewhere.close();
  await expect.poll(async () => (await mailTo(person.email))[0]?.subject).toBe(t('email.accountDeleted.subject'));
  await page.goto('/en/sign-in');
  await submitSignIn(page, person.email);
  await expect(page.getByText(t('auth.failures.invalid_credentials'))).toBeVisible();
});

test('an organisation’s last owner cannot leave', async ({ page, context, hand }) => {
  const { owner } = await createOrganisationOf(['admin']);
  await context.addCookies([await sessionCookieOf(owner)]);
  await page.goto('/en/settings/data');
  await hand.press(page.getByRole(...button(t('settings.data.delete'))));
  const question = page.getByRole('alertdialog');
  await hand.fill(question.getByRole('textbox'), owner.email);
  await hand.press(question.getByRole(...button(t('settings.data.delete'))));
  await expect(question.getByText(t('settings.data.ownsOrganisation'))).toBeVisible();
});
