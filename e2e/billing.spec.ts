import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import Stripe from 'stripe';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { getBalance } from '#lib/billing/queries.ts';
import { db } from '#lib/db/client.ts';
import { formatExactUsd } from '#lib/i18n/format.ts';
import { proveBooks } from '#lib/statement/prove-books.ts';
import { checkStripeBooks } from '#lib/stripe/invariants.ts';
import { addKey } from '#lib/testing/factories.ts';
import { findLocalStripe } from '../server/payments.ts';
import { ask } from './fixtures/calls.ts';
import { beyondTheEdge, complaintsOf, violationsOn } from './fixtures/faults.ts';
import { keyboardOf } from './fixtures/hand.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';

const PHONE = { width: 390, height: 844 };

// Colours are measured, so no transition may be running.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('credit is bought, spent, recomputed and refunded to the last cent, in German, by keyboard, on a phone', async ({
  page,
  request,
  baseURL,
  signIn,
}) => {
  const complaints = await complaintsOf(page);
  const hand = keyboardOf(page);
  const t = await wordsOf('de');
  const usd = (amount: NanoUsd) => formatExactUsd('de', amount);
  const { accountId } = await signIn();
  const { secret } = await addKey(accountId, { name: 'Support bot' });
  await page.setViewportSize(PHONE);

  // The user types an amount of their own, and 19 % of tax is added.
  await page.goto('/de/billing');
  await page.getByRole('radio', { name: t('billing.topUp.own') }).press('Space');
  await hand.fill(page.getByLabel(t('billing.topUp.ownAmount')), '4,99');
  await hand.press(page.getByRole('button', { name: t('billing.topUp.submit') }));
  await expect(page.getByText(/in ganzen Cent ein/)).toBeVisible();
  await hand.fill(page.getByLabel(t('billing.topUp.ownAmount')), '12,50');
  await hand.press(page.getByRole('button', { name: t('billing.topUp.submit') }));
  await page.getByLabel('Country').selectOption('DE');
  await page.getByRole('button', { name: /^Pay/ }).press('Enter');
  await page.getByRole('button', { name: 'Pay $14.88' }).press('Enter');
  await expect(
    page.getByText(t('billing.watch.credited.title', { amount: usd(nanoUsd(12_500_000_000n)) })),
  ).toBeVisible();
  const topUpPage = new URL(page.url()).pathname;
  await inspect(page);

  expect(await ask(request, secret)).toEqual({ status: 200, code: null });
  const spent = nanoUsd(12_500_000_000n - (await getBalance(accountId)).available);

  await page.goto('/de/billing/statement');
  await expect(page.getByText(t('billing.proof.equal'))).toBeVisible();
  await hand.press(page.getByRole('button', { name: t('billing.proof.prove') }));
  await expect(page.getByText(t('billing.proof.allEqual'))).toBeVisible();
  await expect(page.getByText(t('billing.proof.sides.payments.shown', { count: '1' }))).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(3);
  await inspect(page);
  const requests = await download(page, t('billing.statement.requests'));
  const statement = await download(page, t('billing.statement.csv'));
  expect(statement.split('\r\n')).toHaveLength(4);

  await hand.press(page.getByRole('link', { name: 'Claude Haiku 4.5' }));
  await hand.press(page.getByRole('button', { name: t('billing.receipt.recompute') }));
  await expect(page.locator('[data-state=equal]')).toContainText('/pricing.json');
  await inspect(page);
  expect(await reprice(requests, `${baseURL}/pricing.json`)).toMatchObject({ code: 0, rows: 1 });
  const dearer = requests.replace(/0\.\d+(?=,0,0\.\d+,1,)/, '0.5');
  expect(await reprice(dearer, `${baseURL}/pricing.json`)).toMatchObject({ code: 1, rows: undefined });

  // The unspent part is refunded, to the cent.
  await page.goto(topUpPage);
  await hand.press(page.getByRole('button', { name: t('billing.refund.submit') }));
  await expect(page.getByText(t('billing.refund.states.done'))).toBeVisible();
  await inspect(page);
  const rest = await getBalance(accountId);
  expect(rest).toMatchObject({ held: 0n, debt: 0n });
  expect(rest.available).toBeLessThan(10_000_000n);

  // The operator refunds the tax and the last cent as well, so the spent part becomes debt.
  const { paymentIntentId } = await db.stripePayment.findFirstOrThrow({ where: { accountId } });
  await (await connectStripe()).refunds.create({ payment_intent: paymentIntentId });
  await expect.poll(async () => (await getBalance(accountId)).debt).toBe(spent);
  await page.goto('/de/billing');
  await expect(page.getByText(t('billing.debt.title', { amount: usd(spent) }))).toBeVisible();
  await expect(page.getByText(usd(nanoUsd(25_000_000_000n - spent)))).toBeVisible();
  await inspect(page);
  await hand.press(page.getByRole('button', { name: t('billing.topUp.submit') }));
  await page.getByRole('button', { name: /^Pay/ }).press('Enter');
  await expect(
    page.getByText(t('billing.watch.credited.title', { amount: usd(nanoUsd(25_000_000_000n)) })),
  ).toBeVisible();
  expect(await getBalance(accountId)).toEqual({ available: 25_000_000_000n - spent, held: 0n, debt: 0n });
  const { sides } = await proveBooks(accountId);
  expect(sides.filter(({ shown, expected }) => shown !== expected)).toEqual([]);
  await hand.press(page.getByRole('link', { name: t('billing.topUpPage.statement') }));
  await expect(page.getByText(t('billing.proof.equal'))).toBeVisible();
  await page.getByLabel(t('billing.statement.kind'), { exact: true }).selectOption('refund');
  await expect(page.getByRole('row')).toHaveCount(3);
  expect(await checkStripeBooks()).toEqual([]);
  expect(complaints).toEqual([]);
});

test('an automatic top-up is agreed to in one sentence, and ended', async ({ page, hand, signIn }) => {
  const t = await wordsOf('en');
  const { accountId } = await signIn();
  await page.goto('/en/billing/automatic');
  await hand.press(page.getByRole('button', { name: t('billing.card.save') }));
  await page.getByRole('button', { name: 'Save card' }).click();
  await expect(page.getByText('Visa ending 4242')).toBeVisible();
  await page.goto('/en/billing/automatic');
  await hand.fill(page.getByLabel(t('billing.auto.fields.cap')), '10');
  await hand.press(page.getByRole('button', { name: t('billing.auto.agree') }));
  await expect(page.getByText(t('billing.auto.wrong.cap'))).toBeVisible();
  await hand.fill(page.getByLabel(t('billing.auto.fields.cap')), '50');
  await hand.press(page.getByRole('button', { name: t('billing.auto.agree') }));
  const sentence = t('billing.auto.sentence', {
    ...{ threshold: '$5.00', card: 'Visa 4242', amount: '$25.00', cap: '$50.00' },
  });
  await expect(page.locator('blockquote')).toHaveText(sentence);
  expect(await db.autoTopUp.findUnique({ where: { accountId } })).toMatchObject({ isOn: true, consentText: sentence });
  await inspect(page);
  await hand.press(page.getByRole('button', { name: t('billing.auto.stop') }));
  await hand.press(page.getByRole('alertdialog').getByRole('button', { name: t('billing.auto.stop') }));
  await expect(page.getByText(t('billing.auto.offText'))).toBeVisible();
  expect(await db.autoTopUp.findUnique({ where: { accountId } })).toMatchObject({ isOn: false });
});

/** Checks axe's rules and that nothing overflows the screen. */
async function inspect(page: Page): Promise<void> {
  expect.soft(await violationsOn(page), page.url()).toEqual([]);
  expect.soft(await beyondTheEdge(page), page.url()).toEqual([]);
}

async function download(page: Page, name: string): Promise<string> {
  const href = await page.getByRole('link', { name }).getAttribute('href');
  return (await page.request.get(href ?? '')).text();
}

/** Runs the `reprice` command on a file. */
async function reprice(file: string, prices: string): Promise<{ code: number; rows?: number }> {
  const path = join(await mkdtemp(join(tmpdir(), 'tokenhub-e2e-export-')), 'export.csv');
  await writeFile(path, file);
  const args = [join(import.meta.dirname, '../cli/bin.js'), 'reprice', path, '--prices', prices, '--json'];
  return new Promise((resolve) =>
    execFile(process.execPath, args, (error, stdout) =>
      resolve({
        code: Number(error?.code ?? 0),
        rows: JSON.parse(stdout).isEqual ? JSON.parse(stdout).rows : undefined,
      }),
    ),
  );
}

/** Connects to the local Stripe of the installation under test. */
async function connectStripe(): Promise<Stripe> {
  const settings = await findLocalStripe(process.env.E2E_DATA_DIR ?? '');
  if (!settings) throw new Error('The installation plays no Stripe.');
  const { hostname: host, port } = new URL(settings.STRIPE_API_BASE);
  return new Stripe(settings.STRIPE_SECRET_KEY, { host, port, protocol: 'http' });
}
