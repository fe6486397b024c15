import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { OPERATIONS, type Operation } from '#lib/docs/openapi/operations.ts';
import { curlSample } from '#lib/docs/openapi/reference.ts';
import { allPaths, pathname } from '#lib/docs/page.ts';
import { addKey } from '#lib/testing/factories.ts';
import { keyboardOf } from './fixtures/hand.ts';
import { tokenhub } from './fixtures/operator.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';

const run = promisify(execFile);
const t = await wordsOf('en');

test('a sample shows the name of the reader’s key, and never its secret', async ({ page, signIn }) => {
  const { accountId } = await signIn();
  const { secret } = await addKey(accountId, { mode: 'test', name: 'Support bot' });
  await page.goto('/en/docs/quickstart');
  await expect(page.getByText('Support bot')).toBeVisible();
  await expect(page.getByText(secret.slice(-4))).toBeVisible();
  await expect(page.getByRole('link', { name: t('reader.create') })).toHaveAttribute('href', '/en/keys#create');
  expect(await page.content()).not.toContain(secret);
  expect(await (await page.request.get('/api/docs/reader')).text()).not.toContain(secret);
});

test('the link beside a sample opens the form for a new key', async ({ page, signIn }) => {
  await signIn();
  await page.goto('/en/keys#create');
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('a sample runs in place, without an account', async ({ page }) => {
  await page.goto('/en/docs/streaming');
  await page
    .getByRole('button', { name: t('samples.run') })
    .first()
    .click();
  await expect(page.getByRole('log', { name: t('samples.answer') })).not.toBeEmpty();
});

test('a reader’s feedback on a page reaches the operator, by keyboard alone', async ({ page }) => {
  const hand = keyboardOf(page);
  const comment = `More about holds, please (${Date.now()}).`;
  await page.goto('/en/docs/billing');
  await hand.press(page.getByRole('button', { name: t('feedback.no'), exact: true }));
  await page.keyboard.type(comment);
  await hand.press(page.getByRole('button', { name: t('feedback.send') }));
  await expect(page.getByText(t('feedback.thanks'))).toBeVisible();
  const answers = await tokenhub<{ comment: string | null }[]>('feedback', 'list');
  expect(answers.find((answer) => answer.comment === comment)).toMatchObject({
    path: '/docs/billing',
    locale: 'en',
    isHelpful: false,
  });
});

test('the table of contents marks the section that is read', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/en/docs/chat-completions');
  const contents = page.getByRole('navigation', { name: t('docs.onThisPage') });
  await contents.getByRole('link', { name: 'Prices' }).click();
  await expect(contents.locator('[aria-current=location]')).toHaveText('Prices');
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect(contents.locator('[aria-current=location]')).not.toHaveText('Prices');
});

test('a table on a phone is still a table for screen readers', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/en/docs/compatibility');
  const table = page.getByRole('table', { name: t('docs.tables.compatibility') });
  await expect(table.getByRole('columnheader')).not.toHaveCount(0);
  await expect(table.getByRole('row').nth(1).getByRole('cell')).not.toHaveCount(0);
});

test('the printed page has the text and no controls', async ({ page }) => {
  await page.goto('/en/docs/quickstart');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  for (const region of ['banner', 'contentinfo', 'navigation'] as const) {
    for (const found of await page.getByRole(region).all()) await expect(found).toBeHidden();
  }
  await expect(page.getByText(t('feedback.question'))).toBeHidden();
});

test('every page is available as Markdown, by its URL and by content negotiation', async ({ request }) => {
  for (const path of allPaths().map(pathname)) {
    for (const locale of ['en', 'ja']) {
      const twin = await request.get(`/${locale}${path}.md`);
      const asked = await request.get(`/${locale}${path}`, { headers: { accept: 'text/markdown' } });
      expect.soft(twin.headers()['content-type'], path).toContain('text/markdown');
      expect.soft(await asked.text(), path).toBe(await twin.text());
    }
  }
});

for (const operation of OPERATIONS as readonly Operation[]) {
  if (operation.programs) continue; // another test runs its programs
  test(`the sample of ${operation.id} runs`, async ({ customer, baseURL }) => {
    const { stdout } = await run('bash', ['-c', curlSample(operation, baseURL)], {
      env: { ...process.env, TOKENHUB_API_KEY: customer.secret },
    });
    // The id in the example belongs to no account.
    if (operation.id === 'getGeneration') expect(stdout).toContain('"code":"not_found"');
    else expect(stdout).not.toContain('"error"');
  });
}
