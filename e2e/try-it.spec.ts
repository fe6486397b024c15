import { addKey } from '#lib/testing/factories.ts';
import { makeReceipt } from './fixtures/calls.ts';
import { accountCookie, createOrganisationOf, createPerson, sessionCookieOf } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';
import { submitSignIn } from './pages/sign-in.ts';

const REFERENCE = '/en/docs/api/create-chat-completion';
const t = await wordsOf('en');

test('a signed-out reader who tries a request signs in and returns to it', async ({ page }) => {
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

test('an invalid request gets the API’s own error', async ({ page, signIn }) => {
  await signIn();
  await page.goto(REFERENCE);
  await page.getByRole('button', { name: t('trial.open') }).click();
  await page.getByLabel(t('trial.body')).fill('{');
  await page.getByRole('button', { name: t('trial.send') }).click();
  await expect(page.getByRole('region', { name: t('trial.answer'), exact: true })).toContainText(
    '"code": "invalid_json"',
  );
});

test('requests are accepted only from our own pages, with a session', async ({ request, baseURL }) => {
  const send = (headers: Record<string, string>) =>
    request.post('/api/docs/try', { headers: { 'content-type': 'application/json', ...headers }, data: '{}' });
  expect((await send({ origin: 'https://evil.example' })).status()).toBe(403);
  const stranger = await send({ origin: baseURL ?? '' });
  expect(stranger.status()).toBe(401);
  expect(stranger.headers()['cache-control']).toBe('no-store');
});

test('a signed-out reader tries a call that needs no key', async ({ page }) => {
  await page.goto('/en/docs/api/get-model');
  await page.getByRole('button', { name: t('trial.open') }).click();
  await page.getByRole('button', { name: t('trial.send') }).click();
  await expect(page.getByRole('region', { name: t('trial.answer'), exact: true })).toContainText('"object": "model"');
});

test('a reader tries the calls about their account, and no secret reaches the browser', async ({
  page,
  request,
  signIn,
}) => {
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

test('a member without permission for a call is told so before sending it', async ({ page, context }) => {
  const { accountId, members } = await createOrganisationOf(['billing']);
  await context.addCookies([await sessionCookieOf(members.billing), accountCookie(accountId)]);
  await page.goto('/en/docs/api/get-key');
  await page.getByRole('button', { name: t('trial.open') }).click();
  await expect(page.getByText(t('trial.notAllowed'))).toBeVisible();
  await expect(page.getByRole('button', { name: t('trial.send') })).toBeDisabled();
});
