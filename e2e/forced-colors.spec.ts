import { addKey } from '#lib/testing/factories.ts';
import { ask } from './fixtures/calls.ts';
import { expect, test } from './fixtures/test.ts';
import { unseenStates } from './fixtures/visible-state.ts';
import { wordsOf } from './fixtures/words.ts';

// A Windows contrast theme: without backgrounds, and with few colours.
test.use({
  contextOptions: { forcedColors: 'active', reducedMotion: 'reduce' },
  viewport: { width: 1280, height: 900 },
});

const t = await wordsOf('en');

test('public pages show current and selected states', async ({ page, hand }) => {
  await page.goto('/en/docs/api/create-chat-completion');
  await hand.press(page.getByRole('tab', { name: 'Python' }).first());
  expect.soft(await unseenStates(page), 'the reference').toEqual([]);

  await page.goto('/en/models');
  await hand.press(page.getByRole('button', { name: 'Sonnet', exact: true }));
  await hand.press(page.getByRole('checkbox').first());
  expect.soft(await unseenStates(page), 'models').toEqual([]);
  await hand.press(page.getByRole('button', { name: t('shell.theme.label') }));
  await expect(page.getByRole('menuitemradio').first()).toBeVisible();
  expect.soft(await unseenStates(page, '[role=menu]'), 'themes').toEqual([]);

  await page.goto('/en/docs');
  await hand.press(page.getByRole('button', { name: t('docs.search.open') }).first());
  await page.getByRole('combobox').fill('cache');
  await expect(page.getByRole('option').first()).toBeVisible();
  expect.soft(await unseenStates(page, '[role=dialog]'), 'search').toEqual([]);
});

test('the portal shows current and selected states', async ({ page, request, signIn }) => {
  const { accountId } = await signIn();
  const { secret } = await addKey(accountId, { mode: 'test', name: 'CI', capMonth: '20' });
  expect(await ask(request, secret)).toEqual({ status: 200, code: null });

  await page.goto('/en/overview');
  expect.soft(await unseenStates(page), 'the sidebar').toEqual([]);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option').first()).toBeVisible();
  expect.soft(await unseenStates(page, '[role=dialog]'), 'the command menu').toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('switch')).toBeVisible();
  expect.soft(await unseenStates(page, '[role=dialog]'), 'a switch').toEqual([]);

  await page.goto('/en/settings');
  await page.getByRole('combobox').click();
  await expect(page.getByRole('option', { selected: true })).toBeFocused();
  expect.soft(await unseenStates(page, '[role=listbox]'), 'options').toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toBeHidden();
  expect.soft(await unseenStates(page), 'tabs of the settings').toEqual([]);

  await page.goto('/en/keys');
  await page.getByRole('checkbox').last().click();
  expect.soft(await unseenStates(page), 'a selected key').toEqual([]);
  await page.getByRole('button', { name: t('keys.menu.open', { name: 'CI' }) }).click();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[role^=menuitem]:focus')).toBeVisible();
  expect.soft(await unseenStates(page, '[role=menu]'), 'a menu').toEqual([]);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: t('keys.create.action') }).click();
  const form = page.getByRole('dialog', { name: t('keys.create.title') });
  for (const part of ['expiry', 'models'] as const)
    await form.getByRole('button', { name: t(`keys.form.${part}.label`) }).click();
  await form.getByRole('checkbox').first().click();
  expect.soft(await unseenStates(page, '[role=dialog]'), 'the form of a key').toEqual([]);
});
