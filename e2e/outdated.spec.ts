import type { Page } from '@playwright/test';
import { addKey } from '#lib/testing/factories.ts';
import { createPerson, PASSWORD, sessionCookieOf } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';

/** Answers every action as a server of another version would, which does not know this page's actions. */
async function replaceServer(page: Page): Promise<void> {
  await page.route('**/*', async (route) => {
    if (route.request().headers()['next-action'] === undefined) return route.fallback();
    await route.fulfill({
      status: 404,
      headers: { 'x-nextjs-action-not-found': '1' },
      body: 'Server action not found.',
    });
  });
}

test('a form of an outdated page asks for a reload instead of reporting a failure', async ({ page, hand }) => {
  const t = await wordsOf('de');
  await page.goto('/de/sign-in');
  await replaceServer(page);
  await hand.fill(page.getByLabel(t('auth.signIn.email'), { exact: true }), 'ada@example.com');
  await hand.fill(page.getByLabel(t('auth.signIn.password'), { exact: true }), PASSWORD);
  await hand.press(page.getByRole('button', { name: t('auth.signIn.submit'), exact: true }));
  await expect(page.getByText(t('states.outdated.notice'))).toBeVisible();
});

test('a menu and a page without forms also ask for a reload', async ({ page, hand, signIn }) => {
  const t = await wordsOf('en');
  const person = await createPerson();
  await sessionCookieOf(person); // a second session, to be ended
  await signIn(person);
  await addKey(person.accountId, { name: 'Laptop' });
  await page.goto('/en/keys');
  await replaceServer(page);
  await hand.press(page.getByRole('button', { name: t('keys.menu.open', { name: 'Laptop' }) }));
  await hand.press(page.getByRole('menuitem', { name: t('keys.menu.disable') }));
  await expect(page.getByText(t('states.outdated.notice'))).toBeVisible();
  await page.goto('/en/settings/security');
  await hand.press(page.getByRole('button', { name: t('settings.security.sessions.revoke'), exact: true }));
  await expect(page.getByText(t('states.outdated.notice'))).toBeVisible();
});
