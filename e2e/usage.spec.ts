import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { nanoUsd, toUsd } from '#lib/billing/money.ts';
import { db } from '#lib/db/client.ts';
import { addKey, grantCredit } from '#lib/testing/factories.ts';
import { manyRecords } from '#lib/usage/testing/many-records.ts';
import { ask } from './fixtures/calls.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' }, timezoneId: 'Asia/Kathmandu' });

const t = await wordsOf('en');

test('a developer reads usage in their own time zone, by keyboard alone and on a phone in German', async ({
  page,
  request,
  signIn,
}) => {
  const { accountId } = await signIn();
  const { secret } = await addKey(accountId, { mode: 'test', name: 'Support bot' });
  for (let call = 0; call < 3; call++) expect((await ask(request, secret)).status).toBe(200);
  await page.goto('/en/usage?metric=requests&by=key&top=9');
  await expect(page.getByText(t('usage.text', { zone: await zoneOf(page) }))).toBeVisible();
  await expect(page.getByText(t('usage.notes.unknown', { name: 'top', value: '9' }))).toBeVisible();

  const chart = page.getByRole('figure', { name: t('usage.metrics.requests') }).first();
  await chart.getByRole('button', { name: t('charts.asTable', { title: t('usage.metrics.requests') }) }).press('Enter');
  await expect(chart.getByRole('row').last().getByRole('cell')).toHaveText(['3']);
  await expect(
    page
      .getByRole('row', { name: /Support bot/ })
      .getByRole('cell')
      .first(),
  ).toHaveText('3');

  await page.getByRole('button', { name: t('usage.filters.title'), exact: true }).press('Enter');
  await page.getByLabel(t('usage.filters.fields.outcome'), { exact: true }).selectOption('failed');
  await expect(page).toHaveURL(/outcome=failed/);
  await expect(page.getByText(t('usage.empty.filtered.text'))).toBeVisible();
  await page.goBack();
  await expect(chart).toBeVisible();

  await expectPhone(page, '/de/usage?by=key&then=model&compare=previous&cumulative=1');
});

test('a developer finds a request by keyboard alone, and exports the log', async ({ page, request, signIn }) => {
  const { accountId } = await signIn();
  const { secret } = await addKey(accountId, { mode: 'test', name: 'Support bot' });
  for (let call = 0; call < 3; call++) expect((await ask(request, secret)).status).toBe(200);
  const rows = await db.usageRecord.findMany({
    where: { accountId },
    orderBy: [{ settledAt: 'desc' }, { requestId: 'desc' }],
  });
  const calls = { requestId: { in: rows.map(({ requestId }) => requestId) } };
  await expect.poll(() => db.upstreamAttempt.count({ where: calls })).toBe(3);
  await page.goto('/en/logs');
  await expect(page.getByText(t('usage.log.text', { zone: await zoneOf(page) }))).toBeVisible();
  await expect(page.locator('[data-slot=log-totals]')).toContainText('3 requests, 0 failed');
  expect(await page.locator('[data-log-row]').evaluateAll((links) => links.map((link) => link.dataset.logRow))).toEqual(
    rows.map(({ requestId }) => requestId),
  );

  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByText(rows[1]?.requestId ?? '')).toBeVisible();
  await expect(drawer.getByText(t('usage.log.steps.attempt', { number: 1, provider: 'sandbox' }))).toBeVisible();
  await expect(drawer.getByText('Bearer $TOKENHUB_API_KEY')).toBeVisible();
  expect(await drawer.textContent()).not.toContain(secret);
  const toReceipt = drawer.getByRole('link', { name: t('usage.log.openReceipt') });
  await expect(toReceipt).toHaveAttribute('href', `/en/billing/receipts/${rows[1]?.requestId}`);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(page.locator(`[data-log-row="${rows[1]?.requestId}"]`)).toBeFocused();

  const href = await page.getByRole('link', { name: t('usage.log.export.csv') }).getAttribute('href');
  const file = await (await page.request.get(href ?? '')).text();
  const lines = file.trim().split('\r\n');
  expect(lines).toHaveLength(1 + rows.length + 1);
  for (const { requestId } of rows) expect(file).toContain(requestId);
  expect(lines.at(-1)).toContain('rows=3,cost_usd=0,');
  const stranger = await page.request.get((href ?? '').replace(accountId, 'acct_other'));
  expect(stranger.status()).toBe(404);

  await page.getByLabel(t('usage.log.fields.id')).fill(rows[2]?.requestId ?? '');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-log-row]')).toHaveCount(1);

  await page.goto(`/en/billing/receipts/${rows[1]?.requestId}`);
  await page.getByRole('button', { name: t('billing.receipt.recompute') }).click();
  await expect(page.getByText('It agrees')).toBeVisible();
  await expectPhone(page, `/de/logs?open=${rows[0]?.requestId}`);
});

test('a developer watches new requests arrive, even after a lost connection', async ({ page, request, signIn }) => {
  const { accountId } = await signIn();
  await db.account.update({ where: { id: accountId }, data: { retention: 'day' } });
  const { secret, keyId } = await addKey(accountId, { mode: 'test', name: 'Support bot' });
  const now = Date.now();
  const past = { from: now - 3_600_000, to: now - 60_000, count: 60 };
  await db.usageRecord.createMany({ data: manyRecords({ accountId, keyIds: [keyId] }, past) });
  await page.goto('/en/logs');
  const rows = page.locator('[data-log-row]');
  const status = page.locator('[data-slot=live-status]');
  await expect(rows).toHaveCount(50);
  // The page reloads once the browser's time zone is known.
  await expect(page.getByText(t('usage.log.text', { zone: await zoneOf(page) }))).toBeVisible();
  await expect(status).toHaveAttribute('data-state', 'live');

  await ask(request, secret);
  await expect(rows).toHaveCount(51);
  await expect(page.getByText(/^1 request has come since/)).toBeVisible();
  await expect(page.getByRole('row').nth(1)).toContainText(/Deleted (?:in|tomorrow)/);
  await expect(page.locator('[data-slot=log-totals]')).toContainText('60 requests');

  const first = await rows.first().getAttribute('data-log-row');
  await rows.last().scrollIntoViewIfNeeded();
  await ask(request, secret);
  const toNew = page.getByRole('button', { name: t('usage.log.live.waiting', { count: 1 }) });
  await expect(toNew).toBeVisible();
  await expect(rows.first()).toHaveAttribute('data-log-row', first ?? '');
  await toNew.press('Enter');
  await expect(rows).toHaveCount(52);
  await expect(rows.first()).toBeFocused();

  await page.context().setOffline(true);
  await expect(status).toContainText(t('usage.log.live.lost'));
  await ask(request, secret);
  await page.context().setOffline(false);
  await expect(rows).toHaveCount(53);
  await expect(status).toHaveAttribute('data-state', 'live');

  await page.getByRole('button', { name: t('usage.log.live.refresh') }).press('Enter');
  await expect(page.locator('[data-slot=log-totals]')).toContainText('63 requests');
  await expect(rows).toHaveCount(50);
  await expect(page.getByText(/have come since/)).toBeHidden();
});

test('a developer sees what a run of an agent has cost so far, and a cap stops it', async ({
  page,
  request,
  signIn,
}) => {
  const { accountId } = await signIn();
  await grantCredit(accountId, '5');
  const { secret } = await addKey(accountId, { name: 'Agent' });
  const run = { authorization: `Bearer ${secret}`, 'x-tokenhub-session': 'run/42' };
  const data = { model: 'anthropic/claude-haiku-4-5', messages: [{ role: 'user', content: 'sandbox: say Hello' }] };
  const call = (headers: Record<string, string>) => request.post('/api/v1/chat/completions', { headers, data });
  for (let turn = 0; turn < 2; turn++) expect((await call(run)).status()).toBe(200);
  expect((await ask(request, secret)).status).toBe(200);
  const { _sum } = await db.usageRecord.aggregate({ where: { accountId, sessionId: 'run/42' }, _sum: { cost: true } });
  const cap = toUsd(nanoUsd((_sum.cost ?? 0n) + 1n));
  const refused = await call({ ...run, 'x-tokenhub-session-cap': cap });
  expect(refused.status()).toBe(402);
  const { limit } = (await refused.json()).error.tokenhub;
  await expect.poll(() => db.usageRecord.count({ where: { accountId, sessionId: 'run/42' } })).toBe(3);
  expect(limit).toMatchObject({ scope: 'session', limit: cap, used: toUsd(nanoUsd(_sum.cost ?? 0n)) });

  await page.goto(`/en${new URL(limit.url).pathname}${new URL(limit.url).search}`);
  const session = page.getByRole('region', { name: t('usage.session.title', { session: 'run/42' }) });
  await expect(session).toContainText('$0.000000001 left');
  await expect(page.locator('[data-log-row]')).toHaveCount(3); // includes the rejected request
  await expect(page.locator('[data-slot=log-totals]')).toContainText('3 requests, 1 failed');
  await page.locator('[data-log-row]').last().click();
  await expect(page.getByRole('dialog').getByRole('link', { name: 'run/42' })).toBeVisible();
  await expectPhone(page, `/de/logs?session=${encodeURIComponent('run/42')}`);
});

test('a developer saves a view under a name, opens, renames and deletes it', async ({ page, signIn }) => {
  await signIn();
  await page.goto('/en/logs?outcome=failed&range=30d');
  await page.getByRole('button', { name: t('usage.saved.title') }).click();
  const dialog = page.getByRole('dialog', { name: t('usage.saved.title') });
  await dialog.getByRole('button', { name: t('usage.saved.save') }).click();
  await expect(dialog.getByText(t('auth.invalid.name'))).toBeVisible();
  await dialog.getByLabel(t('usage.saved.name')).fill('Failures');
  await dialog.getByRole('button', { name: t('usage.saved.save') }).click();
  await expect(dialog.getByRole('link', { name: 'Failures' })).toBeVisible();
  await dialog.getByRole('button', { name: t('usage.saved.edit', { name: 'Failures' }) }).click();
  await dialog.getByLabel(t('usage.saved.name')).fill('Errors');
  await dialog.getByRole('button', { name: t('usage.saved.change') }).click();
  await expect(dialog.getByRole('link', { name: 'Errors' })).toBeVisible();

  await page.goto('/en/logs');
  await page.getByRole('button', { name: t('usage.saved.title') }).click();
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await dialog.getByRole('link', { name: 'Errors' }).click();
  await expect(page).toHaveURL(/outcome=failed/);
  await expect(page).toHaveURL(/range=30d/);
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: t('usage.saved.title') }).click();
  await dialog.getByRole('button', { name: t('usage.saved.remove', { name: 'Errors' }) }).click();
  await expect(dialog.getByRole('link', { name: 'Errors' })).toBeHidden();
});

/** The time zone in the browser's spelling: Chrome keeps the older of two names. */
const zoneOf = (page: Page) => page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);

/** Checks that the page fits a phone in German, which has the longest words, and passes axe. */
async function expectPhone(page: Page, path: string) {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(path);
  await expect(page.locator('[data-slot=chart]').first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}
