import { AxeBuilder } from '@axe-core/playwright';
import { CATALOG } from '#lib/models/catalog.ts';
import { lifecycleOf } from '#lib/models/lifecycle.ts';
import { addKey } from '#lib/testing/factories.ts';
import { ask } from './fixtures/calls.ts';
import { keyboardOf } from './fixtures/hand.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';

const t = await wordsOf('en');

test('notices are one line with the most urgent one, and open by keyboard', async ({ page, request, signIn }) => {
  const { accountId } = await signIn();
  const retired = CATALOG.find((model) => lifecycleOf(model, new Date()).status === 'retired');
  await addKey(accountId, { name: 'Old assistant', models: [retired?.id ?? ''] });
  const { secret } = await addKey(accountId, { mode: 'test', name: 'CI' });
  expect(await ask(request, secret)).toEqual({ status: 200, code: null });

  await page.goto('/en/overview');
  const notices = page.locator('details[data-slot=notices]');
  const line = notices.locator('summary');
  await expect(line).toContainText(`${retired?.name} was retired`);
  await expect(line).toContainText(t('overview.notices.count', { count: 2 }));
  const steps = notices.getByRole('heading', { name: t('overview.onboarding.title') });
  await expect(steps).toBeHidden();

  await keyboardOf(page).press(line);
  await expect(notices.getByRole('link', { name: 'Old assistant' })).toBeVisible();
  await expect(steps).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('details[data-slot=notices]').setLegacyMode().analyze();
  expect(violations).toEqual([]);

  // Hiding the first steps leaves only the notice, and a button to show them again.
  await page.getByRole('button', { name: t('overview.onboarding.dismiss') }).click();
  await expect(steps).toBeHidden();
  await expect(notices.getByRole('link', { name: 'Old assistant' })).toBeVisible();
  await page.getByRole('button', { name: t('overview.onboarding.show') }).click();
  await expect(steps).toBeVisible();
});
