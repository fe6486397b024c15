import type { APIRequestContext, Page } from '@playwright/test';
import type { Locale } from '#lib/i18n/locales.ts';
import { ask } from './fixtures/calls.ts';
import { type Hand, keyboardOf } from './fixtures/hand.ts';
import { newEmail, PASSWORD } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { type Words, wordsOf } from './fixtures/words.ts';
import { keysOf } from './pages/keys.ts';

/** From sign-up to an answered call, and to a revoked key. */
test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const NAME = 'Support bot';

interface Journey {
  page: Page;
  request: APIRequestContext;
  hand: Hand;
  locale: Locale;
}

test('a newcomer makes the first call, rotates the key and revokes it', ({ page, request, hand }) =>
  walk({ page, request, hand, locale: 'en' }));

test('the same in German, without touching a mouse', ({ page, request }) =>
  walk({ page, request, hand: keyboardOf(page), locale: 'de' }));

async function walk({ page, request, hand, locale }: Journey): Promise<void> {
  const t = await wordsOf(locale);
  const keys = keysOf({ page, hand, t });
  const refusal = async (secret: string) => (await ask(request, secret)).code;

  await signUp({ page, hand, locale, t });
  await expect(page.getByRole('heading', { level: 1, name: t('overview.title') })).toBeVisible();

  const secret = await keys.create(NAME);
  await expect(page.getByText(t('overview.firstCall.waiting'))).toBeVisible();
  expect(await ask(request, secret)).toEqual({ status: 200, code: null });
  await expect(page.getByText(t('overview.firstCall.arrived'))).toBeVisible();
  await expect(requestRow(page, t, t('overview.requests.title'))).toContainText(NAME);

  await hand.press(page.getByRole('link', { name: t('shell.navigation.keys'), exact: true }));
  await hand.press(page.getByRole('link', { name: NAME, exact: true }));
  await expect(requestRow(page, t, t('keys.page.requests'))).toBeVisible();
  await hand.press(page.getByRole('link', { name: t('keys.page.back') }));

  const replacement = await keys.rotate(NAME);
  await expect.poll(() => refusal(secret)).toBe('api_key_expired');
  expect(await ask(request, replacement)).toEqual({ status: 200, code: null });

  await keys.revoke(NAME);
  await expect.poll(() => ask(request, replacement)).toEqual({ status: 401, code: 'api_key_revoked' });
}

const requestRow = (page: Page, t: Words, table: string) =>
  page
    .getByRole('table', { name: table })
    .getByRole('row')
    .filter({ hasText: t('overview.requests.outcomes.completed') });

async function signUp({ page, hand, locale, t }: Omit<Journey, 'request'> & { t: Words }): Promise<void> {
  const email = newEmail();
  await page.goto(`/${locale}/sign-up`);
  await hand.fill(page.getByLabel(t('auth.signUp.email'), { exact: true }), email);
  await hand.fill(page.getByLabel(t('auth.signUp.password'), { exact: true }), PASSWORD);
  await hand.press(page.getByRole('button', { name: t('auth.signUp.submit'), exact: true }));
  await expect(page.getByRole('heading', { name: t('auth.checkMail.title') })).toBeVisible();
  await openMail(page, hand, email);
  await hand.press(page.getByRole('button', { name: t('auth.verify.submit'), exact: true }));
}

/** Opens the link of an e-mail in the local outbox, where it arrives shortly after the response. */
async function openMail(page: Page, hand: Hand, email: string): Promise<void> {
  const mail = page.getByRole('article').filter({ hasText: email });
  await expect
    .poll(async () => {
      await page.goto('/dev/mail');
      return mail.count();
    })
    .toBe(1);
  await hand.press(mail.getByRole('link'));
}
