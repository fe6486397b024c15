import type { Page } from '@playwright/test';
import { findUsd, toUsd, ZERO_USD } from '#lib/billing/money.ts';
import { expect, test } from './fixtures/test.ts';

const WORDS = {
  en: {
    run: 'Run request',
    again: 'Run again',
    stop: 'Stop',
    receipt: 'Receipt of this answer',
    answer: 'Answer of the sandbox',
  },
  de: {
    run: 'Anfrage ausführen',
    again: 'Noch einmal',
    stop: 'Anhalten',
    receipt: 'Beleg dieser Antwort',
    answer: 'Antwort der Sandbox',
  },
} as const;

for (const locale of ['en', 'de'] as const) {
  const words = WORDS[locale];

  test(`a visitor runs a request by keyboard, without an account, in ${locale}`, async ({ page, request }) => {
    await page.goto(`/${locale}`);
    const run = page.getByRole('button', { name: words.run });
    await tabTo(page, run);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: words.stop })).toBeFocused();
    const answer = page.getByRole('log', { name: words.answer });
    await expect(answer).toContainText('orange and red.');
    await expect(page.getByRole('button', { name: words.again })).toBeFocused();

    const streamed = await (await request.post('/api/v1/demo/streaming')).text();
    const said = [...streamed.matchAll(/"content":"([^"]*)"/g)].map(([, piece]) => piece).join('');
    expect(await answer.textContent()).toBe(said);
    const receipt = page.getByRole('table', { name: words.receipt });
    const cost = /"cost":([\d.]+)/.exec(streamed)?.[1] ?? '';
    expect(await amountsOf(receipt)).toEqual({ sum: cost, total: cost });
    expect(await page.context().cookies()).not.toContainEqual(expect.objectContaining({ name: /session/ }));
  });
}

test('a visitor stops an answer, and runs it again', async ({ page }) => {
  await page.goto('/en');
  await page.getByRole('button', { name: WORDS.en.run }).click();
  await page.getByRole('button', { name: WORDS.en.stop }).click();
  await expect(page.getByText('Stopped.')).toBeVisible();
  await page.getByRole('button', { name: WORDS.en.again }).click();
  await expect(page.getByRole('log')).toContainText('orange and red.');
  await expect(page.getByText('Stopped.')).toHaveCount(0);
});

test('a visitor without a connection gets advice', async ({ page, context }) => {
  await page.goto('/en');
  await context.setOffline(true);
  await page.getByRole('button', { name: WORDS.en.run }).click();
  await expect(page.getByText('The sandbox did not answer.')).toBeVisible();
  const receipt = page.getByRole('table', { name: WORDS.en.receipt });
  expect(await amountsOf(receipt), 'a failure costs nothing').toEqual({ sum: toUsd(ZERO_USD), total: toUsd(ZERO_USD) });
});

test('the layout does not shift when a request runs', async ({ page }) => {
  await page.goto('/en');
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  const before = await height();
  await page.getByRole('button', { name: WORDS.en.run }).click();
  await expect(page.getByRole('button', { name: WORDS.en.stop })).toBeVisible();
  expect(await height()).toBe(before);
  await expect(page.getByRole('button', { name: WORDS.en.again })).toBeVisible();
  expect(await height()).toBe(before);
});

test('a question opens by keyboard', async ({ page }) => {
  await page.goto('/en');
  const answer = page.getByText('There is no subscription');
  await expect(answer).toBeHidden();
  await page.getByText('What do I pay for?').focus();
  await page.keyboard.press('Enter');
  await expect(answer).toBeVisible();
});

for (const path of ['/en', '/ja/docs/streaming', '/de/models/claude-opus-5']) {
  test(`${path} has a sharing card and valid structured data`, async ({ page, request }) => {
    await page.goto(path);
    const meta = (property: string) => page.locator(`meta[property="${property}"]`).getAttribute('content');
    expect(new URL((await meta('og:url')) ?? '').pathname).toBe(path);
    const card = await request.get(new URL((await meta('og:image')) ?? '').pathname);
    expect([card.status(), card.headers()['content-type']]).toEqual([200, 'image/png']);
    const facts = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '');
    expect(facts['@graph'].length).toBeGreaterThan(0);
  });
}

/** Presses Tab until the target has the focus. */
async function tabTo(page: Page, target: ReturnType<Page['getByRole']>): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(target).toBeFocused({ timeout: 50 });
  }).toPass({ timeout: 15_000 });
}

/** Returns the last cell of each row as exact USD: the sum of the lines, and the total. */
async function amountsOf(receipt: ReturnType<Page['getByRole']>): Promise<{ sum: string; total: string }> {
  const amounts = await receipt.locator('tr td:last-child').allTextContents();
  const nano = amounts.map((text) => findUsd(text.replace(/[^\d.,]/g, '').replace(',', '.')) ?? -1n);
  const total = nano.pop() as NonNullable<ReturnType<typeof findUsd>>;
  const sum = nano.reduce((added, line) => added + line, 0n) as typeof total;
  return { sum: toUsd(sum), total: toUsd(total) };
}
