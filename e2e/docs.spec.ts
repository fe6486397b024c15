import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { curlSample } from '#lib/docs/openapi/curl-sample.ts';
import { OPERATIONS, type Operation } from '#lib/docs/openapi/operations.ts';
import { allPaths, pathname } from '#lib/docs/page.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { addKey } from '#lib/testing/factories.ts';
import { keyboardOf } from './fixtures/hand.ts';
import { tokenhub } from './fixtures/operator.ts';
import { accountCookie, createOrganisationOf, createPerson, sessionCookieOf } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { makeReceipt } from './fixtures/trials.ts';
import { wordsOf } from './fixtures/words.ts';
import { submitSignIn } from './pages/sign-in.ts';

const run = promisify(execFile);
const REFERENCE = '/en/docs/api/create-chat-completion';
const t = await wordsOf('en');

test('a stranger who wants to try a request signs in and comes back to it', async ({ page }) => {
  const { email } = await createPerson();
  await page.goto(REFERENCE);
  await page.getByRole('button', { name: t('trial.open') }).click();
  await page.getByRole('link', { name: t('trial.signIn') }).click();
  await submitSignIn(page, email);
  await expect(page).toHaveURL(new RegExp(`${REFERENCE}#try$`));
  await expect(page.getByRole('button', { name: t('trial.send') })).toBeEnabled();
});

test('a reader edits a request, sends it with the session, and sees it streamed', async ({ page, signIn }) => {
  await signIn();
  const sent: Record<string, string>[] = [];
  page.on('request', async (request) => {
    if (request.url().endsWith('/api/docs/try')) sent.push(await request.allHeaders());
  });
  await page.goto(REFERENCE);
  await page.getByRole('button', { name: t('trial.open') }).click();
  const body = page.getByLabel(t('trial.body'));
  await body.fill((await body.inputValue()).replace('Why is the sky blue?', 'sandbox: say Grüße aus Köln'));
  await page.getByRole('button', { name: t('trial.send') }).click();
  const answer = page.getByRole('region', { name: t('trial.answer'), exact: true });
  await expect(answer).toContainText('data: [DONE]');
  await expect(answer).toContainText('chat.completion.chunk');
  await expect(page.getByRole('status').filter({ hasText: '200' })).toBeVisible();
  await page.locator('summary', { hasText: t('trial.headers') }).click();
  const trial = page.getByRole('region', { name: t('trial.title') });
  await expect(trial.getByRole('term').filter({ hasText: 'x-request-id' })).toBeVisible();
  expect(sent).toHaveLength(1);
  for (const headers of sent) expect(Object.keys(headers)).not.toContain('authorization');
});

test('a request that is wrong is answered as the API answers it', async ({ page, signIn }) => {
  await signIn();
  await page.goto(REFERENCE);
  await page.getByRole('button', { name: t('trial.open') }).click();
  await page.getByLabel(t('trial.body')).fill('{');
  await page.getByRole('button', { name: t('trial.send') }).click();
  await expect(page.getByRole('region', { name: t('trial.answer'), exact: true })).toContainText(
    '"code": "invalid_json"',
  );
});

test('requests are tried only from our own pages, and only signed in', async ({ request, baseURL }) => {
  const send = (headers: Record<string, string>) =>
    request.post('/api/docs/try', { headers: { 'content-type': 'application/json', ...headers }, data: '{}' });
  expect((await send({ origin: 'https://evil.example' })).status()).toBe(403);
  const stranger = await send({ origin: baseURL ?? '' });
  expect(stranger.status()).toBe(401);
  expect(stranger.headers()['cache-control']).toBe('no-store');
});

test('a call that needs no key is tried by a stranger', async ({ page }) => {
  await page.goto('/en/docs/api/get-model');
  await page.getByRole('button', { name: t('trial.open') }).click();
  await page.getByRole('button', { name: t('trial.send') }).click();
  await expect(page.getByRole('region', { name: t('trial.answer'), exact: true })).toContainText('"object": "model"');
});

test('a reader tries the calls about their account, and no key leaves it', async ({ page, request, signIn }) => {
  const { accountId } = await signIn();
  const { keyId, secret } = await addKey(accountId, { mode: 'test', name: 'Support bot' });
  const other = await addKey(accountId, { mode: 'test', name: 'Night shift', capDay: '2.50' });
  const receiptId = await makeReceipt(request, secret);
  const heard: string[] = [];
  await page.route('**/api/docs/try/**', async (route) => {
    const response = await route.fetch();
    heard.push(await response.text());
    await route.fulfill({ response });
  });
  const open = async (slug: string) => {
    await page.goto(`/en/docs/api/${slug}`);
    await page.getByRole('button', { name: t('trial.open') }).click();
  };
  const send = page.getByRole('button', { name: t('trial.send') });
  const answer = page.getByRole('region', { name: t('trial.answer'), exact: true });

  await open('get-credits');
  await send.click();
  await expect(answer).toContainText('"available_usd"');

  await open('get-key');
  const key = page.getByLabel(t('trial.key'), { exact: true });
  await key.selectOption(keyId);
  await send.click();
  await expect(answer).toContainText('"label": "Support bot"');
  await key.selectOption(other.keyId);
  await send.click();
  await expect(answer).toContainText('"limit_usd": "2.5"');

  await open('get-generation');
  await expect(page.getByLabel(t('trial.receipt'))).toHaveValue(receiptId);
  await send.click();
  await expect(answer).toContainText(`"request_id": "${receiptId}"`);
  await page.getByLabel(t('trial.receipt')).fill('req_01k9zq4w8b6m3t2v5x7y9abcde');
  await send.click();
  await expect(answer).toContainText('"code": "not_found"');

  expect(heard.length).toBeGreaterThan(7);
  for (const text of heard) for (const key of [secret, other.secret]) expect(text).not.toContain(key);
});

test('a member whose role may not make a call is told so before sending it', async ({ page, context }) => {
  const { accountId, members } = await createOrganisationOf(['billing']);
  await context.addCookies([await sessionCookieOf(members.billing), accountCookie(accountId)]);
  await page.goto('/en/docs/api/get-key');
  await page.getByRole('button', { name: t('trial.open') }).click();
  await expect(page.getByText(t('trial.notAllowed'))).toBeVisible();
  await expect(page.getByRole('button', { name: t('trial.send') })).toBeDisabled();
});

test('a reader sees beside a sample the name of a key, and never its secret', async ({ page, signIn }) => {
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

test('an operator reads what a reader said of a page, by keyboard alone', async ({ page }) => {
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

test('a table on a phone is still a table for those who listen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/en/docs/compatibility');
  const table = page.getByRole('table', { name: t('docs.tables.compatibility') });
  await expect(table.getByRole('columnheader')).not.toHaveCount(0);
  await expect(table.getByRole('row').nth(1).getByRole('cell')).not.toHaveCount(0);
});

test('on paper there is the text, and nothing to click', async ({ page }) => {
  await page.goto('/en/docs/quickstart');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  for (const region of ['banner', 'contentinfo', 'navigation'] as const) {
    for (const found of await page.getByRole(region).all()) await expect(found).toBeHidden();
  }
  await expect(page.getByText(t('feedback.question'))).toBeHidden();
});

const TERMS: [Locale, string, string][] = [
  ['en', 'who pays stream', '/docs/billing'],
  ['de', 'Obergrenze', '/docs/keys-and-caps'],
  ['fr', 'recus', '/docs/billing'],
  ['es', 'caché', '/docs/prompt-caching'],
  ['ja', 'レート制限', '/docs/rate-limits'],
  ['zh', '速率限制', '/docs/rate-limits'],
];

for (const [locale, term, path] of TERMS) {
  test(`search finds “${term}” in ${locale}`, async ({ page }) => {
    const words = await wordsOf(locale);
    await page.goto(`/${locale}/docs`);
    await page.getByRole('button', { name: words('docs.search.open') }).click();
    await page.getByPlaceholder(words('docs.search.placeholder')).fill(term);
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/${locale}${path}`));
  });
}

test('search leads to a parameter even where its list is folded', async ({ page }) => {
  await page.goto('/en/docs');
  await page.getByRole('button', { name: t('docs.search.open') }).click();
  await page.getByPlaceholder(t('docs.search.placeholder')).fill('logit_bias');
  await page.getByRole('option').first().click();
  await expect(page).toHaveURL(/\/en\/docs\/chat-completions#parameters-logit_bias$/);
  await expect(page.locator('#parameters-logit_bias')).toBeInViewport();
});

test('every page has a Markdown twin, by its name and by what is asked for', async ({ request }) => {
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
  if (operation.body) continue; // its samples are files, which run with the others
  test(`the sample of ${operation.id} runs`, async ({ customer, baseURL }) => {
    const { stdout } = await run('bash', ['-c', curlSample(operation, baseURL)], {
      env: { ...process.env, TOKENHUB_API_KEY: customer.secret },
    });
    // The example's receipt is nobody's.
    if (operation.id === 'getGeneration') expect(stdout).toContain('"code":"not_found"');
    else expect(stdout).not.toContain('"error"');
  });
}
