import { db } from '#lib/db/client.ts';
import { LOCALES } from '#lib/i18n/locales.ts';
import { revokeKey } from '#lib/keys/revoke.ts';
import { addKey } from '#lib/testing/factories.ts';
import { createPerson } from './fixtures/people.ts';
import { PRIVATE_PAGES } from './fixtures/site.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';
import { keysOf } from './pages/keys.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a missing key and another account’s key return 404', async ({ page, signIn }) => {
  const { accountId } = await signIn();
  const { keyId: own } = await addKey(accountId);
  const { keyId: foreign } = await addKey((await createPerson()).accountId);
  const statusOf = async (id: string) => (await page.request.get(`/en/keys/${id}`)).status();
  expect(await statusOf(own)).toBe(200);
  for (const id of [foreign, 'key_unknown', `${own}x`]) expect.soft(await statusOf(id), id).toBe(404);
});

test('repeated parameters and invalid characters in a URL cause no error', async ({ page, signIn }) => {
  await signIn();
  const odd = ['before', 'status', 'name', 'mode'].flatMap((name) => [`${name}=a`, `${name}=b`, `${name}=%00`]);
  for (const query of [odd.join('&'), odd.toReversed().join('&')]) {
    for (const path of PRIVATE_PAGES) {
      const reply = await page.request.get(`/en${path}?${query}`);
      expect.soft(reply.status(), path).toBe(200);
    }
  }
});

test('shows revoked keys only when the filter asks for them, and without actions', async ({ page, hand, signIn }) => {
  const t = await wordsOf('en');
  const { rows } = keysOf({ page, hand, t });
  const { accountId } = await signIn();
  const { keyId } = await addKey(accountId, { name: 'Leaked' });
  await revokeKey(accountId, keyId);

  await page.goto('/en/keys');
  await expect(page.getByRole('heading', { name: t('keys.allRevoked.title') })).toBeVisible();
  await addKey(accountId, { name: 'In use' });
  await page.reload();
  await expect(rows('In use')).toHaveCount(1);
  await expect(rows('Leaked')).toHaveCount(0);

  await hand.press(page.getByRole('combobox', { name: t('keys.filters.status') }));
  await hand.press(page.getByRole('option', { name: t('keys.filters.statuses.revoked') }));
  await expect(page).toHaveURL(/status=revoked/);
  await expect(rows('In use')).toHaveCount(0);
  await expect(rows('Leaked')).toContainText(t('keys.states.revoked.label'));
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await hand.press(page.getByRole('button', { name: t('keys.menu.open', { name: 'Leaked' }) }));
  await expect(page.getByRole('menuitem')).toHaveText([t('keys.menu.copyId')]);
});

test('the list shows a rotation once the dialog with the new secret closes, and not before', async ({
  page,
  hand,
  signIn,
}) => {
  const t = await wordsOf('en');
  const keys = keysOf({ page, hand, t });
  const { accountId } = await signIn();
  await addKey(accountId, { name: 'CI' });
  await page.goto('/en/keys?status=working');
  const shown = await keys.startRotation('CI');
  const field = shown.getByLabel(t('keys.secret.label'), { exact: true });
  await hand.press(shown.getByRole('button', { name: t('keys.secret.copy'), exact: true }));

  const list = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  await page.route(/_rsc=/, async (route) => {
    asked.resolve();
    await list.promise;
    await route.continue();
  });
  await hand.press(shown.getByRole('button', { name: t('keys.secret.done'), exact: true }));
  await asked.promise;
  const lastFour = (await field.inputValue()).slice(-4);
  list.resolve();
  await expect(shown).toBeHidden();
  // Read at once, without retries: the list must already show the new key.
  const listed = await keys.rows('CI').allInnerTexts();
  expect(listed).toEqual([expect.stringContaining(lastFour)]);
});

test('the list of keys shows spend and its period on a phone too', async ({ page, signIn }) => {
  const t = await wordsOf('en');
  const { accountId } = await signIn();
  await addKey(accountId, { name: 'Capped', capDay: '5' });
  await addKey(accountId, { name: 'Free' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/en/keys');
  for (const [name, window] of [
    ['Capped', 'day'],
    ['Free', 'total'],
  ] as const) {
    const spent = t('keys.spent', { amount: '$0.00', window: t(`keys.windows.${window}`) });
    await expect(page.getByRole('row', { name }).getByText(spent)).toBeVisible();
  }
});

test('on a phone a key takes two lines in every language and state', async ({ page, signIn }) => {
  const { accountId } = await signIn();
  const { keyId } = await addKey(accountId, { name: 'Nightly evaluation of summaries', capMonth: '2000' });
  const lastUsedAt = new Date(Date.now() - 42 * 60_000);
  const expiresAt = new Date(Date.now() + 8 * 3_600_000);
  await db.apiKey.update({ where: { id: keyId }, data: { lastUsedAt, expiresAt } });
  await db.budget.updateMany({ where: { subjectId: keyId, window: 'month' }, data: { spent: 1_900_070_000_000n } });
  await addKey(accountId, { name: 'CI' });
  await page.setViewportSize({ width: 390, height: 844 });
  for (const locale of LOCALES) {
    await page.goto(`/${locale}/keys`);
    const rows = page.locator('tbody').getByRole('row');
    await expect(rows).toHaveCount(2);
    const heights = await rows.evaluateAll((all) => all.map((row) => Math.round(row.getBoundingClientRect().height)));
    expect.soft(new Set(heights).size, `${locale}: ${heights}`).toBe(1);
  }
});

test('the filters of the list show their values before any script runs', async ({ page, signIn }) => {
  const t = await wordsOf('en');
  const { accountId } = await signIn();
  await addKey(accountId, { name: 'CI' });
  const html = await (await page.request.get('/en/keys')).text();
  const boxes = await page.evaluate(
    (text) =>
      [...new DOMParser().parseFromString(text, 'text/html').querySelectorAll('[role=combobox]')].map((box) =>
        box.textContent.trim(),
      ),
    html,
  );
  expect(boxes).toEqual([t('keys.filters.allModes'), t('keys.filters.allStatuses')]);
});
