import { LOCALE_NAMES } from '#lib/i18n/locales.ts';
import { addKey } from '#lib/testing/factories.ts';
import { keyboardOf } from './fixtures/hand.ts';
import { ageSession, sessionCookieOf } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';

const t = await wordsOf('en');

test('dialogs and menus return the focus to the previous element', async ({ page, signIn }) => {
  await signIn();
  await page.goto('/en/overview');
  const search = page.getByRole('button', { name: t('shell.commands.open'), exact: true });
  await keyboardOf(page).press(search);
  for (const name of [t('shell.commands.title'), t('shell.shortcuts.title')]) {
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(search).toBeFocused();
    await page.keyboard.press('?');
  }
});

test('the arrow keys scroll the last command fully into view, with space below it', async ({ page, signIn }) => {
  await signIn();
  await page.setViewportSize({ width: 390, height: 600 });
  await page.goto('/en/overview');
  await keyboardOf(page).press(page.getByRole('button', { name: t('shell.commands.open'), exact: true }));
  const menu = page.getByRole('dialog', { name: t('shell.commands.title') });
  await expect(menu.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  const last = menu.getByRole('option').last();
  for (let left = await menu.getByRole('option').count(); left > 1; left -= 1) await page.keyboard.press('ArrowDown');
  await expect(last).toHaveAttribute('aria-selected', 'true');
  const bottomOf = (element: Element) => element.getBoundingClientRect().bottom;
  const end = await menu.getByRole('listbox').evaluate(bottomOf);
  await expect.poll(async () => end - (await last.evaluate(bottomOf))).toBeGreaterThanOrEqual(8);
});

test('step-up authentication returns the focus to the button that required it', async ({ page, signIn }) => {
  await ageSession(await signIn());
  await page.goto('/en/settings/data');
  const download = page.getByRole('button', { name: t('settings.data.download'), exact: true });
  await keyboardOf(page).press(download);
  await expect(page.getByRole('dialog', { name: t('auth.stepUp.title') })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(download).toBeFocused();
});

test('a folded sidebar names its icons for keyboard users and screen readers', async ({ page, signIn }) => {
  await signIn();
  await page.goto('/en/overview');
  await keyboardOf(page).press(page.getByRole('button', { name: t('shell.toggleSidebar') }));
  await expect(page.getByRole('tooltip')).toHaveText(t('shell.toggleSidebar'));
  await page.keyboard.press('Shift+Tab');
  const docs = page.getByRole('navigation').getByRole('link', { name: t('shell.navigation.docs') });
  await expect(docs).toBeFocused();
  await expect(page.getByRole('tooltip')).toHaveText(t('shell.navigation.docs'));
  await expect(docs, 'a name is not said twice').toHaveAccessibleDescription('');
});

test('after a change of language the focus is on the button that changed it', async ({ page, hand, signIn }) => {
  await signIn();
  await page.goto('/en/overview');
  await hand.press(page.getByRole('button', { name: `${t('shell.language')}: ${LOCALE_NAMES.en}` }));
  await hand.press(page.getByRole('menuitemradio', { name: LOCALE_NAMES.de }));
  await expect(page).toHaveURL(/\/de\/overview$/);
  const words = await wordsOf('de');
  await expect(page.getByRole('button', { name: `${words('shell.language')}: ${LOCALE_NAMES.de}` })).toBeFocused();
});

test('a list of keys fits its page, and has as many rows as keys', async ({ page, signIn }) => {
  const { accountId } = await signIn();
  for (const name of ['CI', 'Support bot']) await addKey(accountId, { name });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/en/keys');
  await expect(page.getByRole('row')).toHaveCount(3);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
});

test('a new step of a dialog takes the focus, and so does the page when a row is removed', async ({ page, signIn }) => {
  const person = await signIn();
  await addKey(person.accountId, { name: 'CI' });
  await page.goto('/en/keys');
  const hand = keyboardOf(page);
  await hand.press(page.getByRole('button', { name: t('keys.menu.open', { name: 'CI' }) }));
  await hand.press(page.getByRole('menuitem', { name: t('keys.menu.rotate') }));
  const day = page.getByRole('radio', { name: t('keys.rotate.picks.day') });
  await expect(day).toBeFocused();
  await hand.press(page.getByRole('button', { name: t('keys.rotate.next') }));
  await expect(page.getByText(t('keys.rotate.review.day'))).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: t('keys.rotate.back') })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(day).toBeFocused();

  await sessionCookieOf(person);
  await page.goto('/en/settings/security');
  await hand.press(page.getByRole('button', { name: t('settings.security.sessions.revoke'), exact: true }));
  await expect(page.getByRole('main')).toBeFocused();
});

test('renaming, limiting and revoking a key keep the keyboard focus in place', async ({ page, signIn }) => {
  const { accountId } = await signIn();
  await addKey(accountId, { name: 'CI' });
  await page.goto('/en/keys');
  const hand = keyboardOf(page);
  const menuOf = (name: string) => page.getByRole('button', { name: t('keys.menu.open', { name }), exact: true });
  await hand.press(menuOf('CI'));
  await hand.press(page.getByRole('menuitem', { name: t('keys.menu.rename') }));
  await expect(page.getByLabel(t('keys.create.name'), { exact: true })).toBeFocused();
  await page.keyboard.type('Nightly');
  await page.keyboard.press('Enter');
  await expect(menuOf('Nightly')).toBeFocused();

  await page.keyboard.press('Enter');
  await hand.press(page.getByRole('menuitem', { name: t('keys.menu.limits') }));
  await hand.press(page.getByRole('button', { name: t('keys.limits.submit') }));
  await expect(menuOf('Nightly')).toBeFocused();

  await page.keyboard.press('Enter');
  await hand.press(page.getByRole('menuitem', { name: t('keys.menu.revoke') }));
  await expect(page.getByLabel(t('common.typeToConfirm', { name: 'Nightly' }))).toBeFocused();
});
