import type { Page } from '@playwright/test';
import { costOfWorkload, WORKLOAD_PRESETS } from '#lib/billing/workload.ts';
import { formatExactUsd, formatRate } from '#lib/i18n/format.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { lifecycleOf } from '#lib/models/lifecycle.ts';
import type { Model } from '#lib/models/model.ts';
import { expect, test } from './fixtures/test.ts';

const ratesOf = ({ rates }: Model) =>
  [rates.input, rates.output, rates.cacheWrite5m, rates.cacheWrite1h, rates.cacheRead].map((rate) =>
    formatRate('en', rate),
  );
const sonnets = CATALOG.filter(({ tier }) => tier === 'sonnet');
const offered = (models: readonly Model[]) =>
  models.filter((model) => lifecycleOf(model, new Date()).status !== 'retired');
const row = (page: Page, model: Model) => page.getByRole('row', { name: new RegExp(`anthropic/${model.id}\\b(?!-)`) });
const shownNames = (page: Page) => page.getByRole('rowheader').getByRole('link').allTextContents();

test('the table and the page of each model show the five rates of the catalog', async ({ page, request }) => {
  await page.goto('/en/models?show=all');
  await expect(page.getByRole('rowheader')).toHaveCount(CATALOG.length);
  for (const model of CATALOG) {
    const cells = await row(page, model).getByRole('cell').allTextContents();
    expect(cells.slice(1, 6), model.id).toEqual(ratesOf(model));
    const html = await (await request.get(`/en/models/${model.id}`)).text();
    expect((await pricesIn(page, html)).toSorted(), model.id).toEqual(ratesOf(model).toSorted());
  }
});

/** Returns the figures of the price section in HTML as sent by the server. */
const pricesIn = (page: Page, html: string): Promise<string[]> =>
  page.evaluate((text) => {
    const sent = new DOMParser().parseFromString(text, 'text/html');
    const cells = sent.querySelectorAll('section[aria-labelledby=prices] tbody td:last-child');
    return [...cells].map((cell) => cell.textContent ?? '');
  }, html);

test('the keyboard alone filters, sorts, copies and compares models', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/en/models');
  await page.getByRole('searchbox', { name: 'Find a model' }).focus();
  await page.keyboard.type('sonnet');
  await expect(page).toHaveURL(/\?q=sonnet$/);
  await expect.poll(() => shownNames(page)).toEqual(offered(sonnets).map(({ name }) => name));

  const output = page.getByRole('columnheader', { name: 'Output', exact: true });
  await output.getByRole('button').press('Enter');
  await expect(output).toHaveAttribute('aria-sort', 'ascending');
  await output.getByRole('button').press('Enter');
  await expect(output).toHaveAttribute('aria-sort', 'descending');
  const dearest = offered(sonnets).toSorted((a, b) => Number(b.rates.output - a.rates.output));
  await page.reload();
  await expect.poll(() => shownNames(page)).toEqual(dearest.map(({ name }) => name));

  const [first, second] = dearest;
  for (const model of [first, second]) await page.getByLabel(`Select ${model?.name}`, { exact: true }).press('Space');
  await page.getByRole('button', { name: 'Copy 2 ids' }).press('Enter');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n').toSorted()).toEqual([first, second].map((model) => `anthropic/${model?.id}`).toSorted());
  await page.getByRole('main').getByRole('link', { name: 'Compare', exact: true }).last().press('Enter');

  await expect(page).toHaveURL(new RegExp(`/en/models/compare\\?a=${first?.id}&b=${second?.id}$`));
  await expect(page.getByRole('columnheader', { name: first?.name }).first()).toBeVisible();
  await page.getByLabel('Second model').selectOption('Claude Haiku 4.5');
  await page.getByRole('button', { name: 'Compare models' }).press('Enter');
  await expect(page).toHaveURL(/b=claude-haiku-4-5/);
  await expect(page.getByRole('row', { name: /^Differs: Input/ })).toBeVisible();
});

test('an empty filter says so and is cleared', async ({ page }) => {
  await page.goto('/en/models?q=gpt-4&tier=opus');
  await expect(page.getByRole('heading', { name: 'No model matches this filter.' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filter' }).press('Enter');
  await expect(page).toHaveURL(/\/en\/models$/);
  await expect.poll(() => shownNames(page)).toEqual(offered(CATALOG).map(({ name }) => name));
});

test('the calculator computes costs as the ledger does, and its URL keeps the inputs', async ({ page }) => {
  await page.goto('/en/models/calculator?model=claude-haiku-4-5');
  await page.getByRole('button', { name: 'Agent loop with cache' }).press('Enter');
  await page.getByLabel('Requests per day').fill('7');
  await page.reload();
  await expect(page.getByLabel('Read from the cache')).toHaveValue('36000');

  const haiku = CATALOG.find(({ id }) => id === 'claude-haiku-4-5');
  if (!haiku) throw new Error('Haiku 4.5 has left the catalog.');
  const { request, perDay, perMonth } = costOfWorkload({ ...WORKLOAD_PRESETS.agent, requestsPerDay: 7 }, haiku.rates);
  const estimate = page.getByRole('status');
  for (const amount of [request.cost, perDay, perMonth]) {
    await expect(estimate.getByText(formatExactUsd('en', amount), { exact: true })).toBeVisible();
  }

  await page.getByLabel('Tokens in', { exact: true }).fill('10');
  await expect(page.getByRole('alert').filter({ hasText: 'more than the tokens in' })).toBeVisible();
  await expect(page.getByLabel('Read from the cache')).toHaveAttribute('aria-invalid', 'true');
});
