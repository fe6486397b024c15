import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, expect, it } from 'vitest';
import { creditAccount } from '#lib/billing/credit.ts';
import { nanoUsd } from '#lib/billing/money.ts';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { openDispute } from '#lib/local-stripe/actions/dispute.ts';
import { listSandboxCredit } from '#lib/stripe/sandbox-credit.ts';
import { openShop } from '#lib/stripe/testing/shop.ts';
import { managedPaymentsCheck, sandboxCreditCheck } from './checks/books.ts';
import { runChecks } from './checks/check.ts';

const shop = await openShop();
afterAll(shop.close);

/** Runs the real command beside the local Stripe. */
async function tokenhub(command: string, keys: object = {}) {
  const { DATABASE_URL, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_BASE } = env;
  const settings = { DATABASE_URL, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_BASE, ...keys };
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bin.js'), ...command.split(' ')], {
    env: { ...process.env, ...settings },
  });
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, out, err };
}

it('shows Stripe’s missing entries, books them when asked to, and then agrees', async () => {
  const payer = await shop.newPayer();
  const { intentId } = await shop.pay(payer);
  const found = await tokenhub('stripe reconcile --days 2');
  expect(found).toMatchObject({ code: 1, out: expect.stringContaining('Run it again with --fix') });
  expect(found.out).toContain(intentId);
  const fixed = await tokenhub('stripe reconcile --fix --json');
  expect({ code: fixed.code, ...JSON.parse(fixed.out) }).toMatchObject({ code: 0, remaining: [], books: [] });
  expect((await shop.balance(payer)).available).toBe(25_000_000_000n);
});

it('has nothing to compare with while Stripe is not configured', async () => {
  const { code, err } = await tokenhub('stripe reconcile', {
    STRIPE_SECRET_KEY: '',
    STRIPE_WEBHOOK_SECRET: '',
    STRIPE_API_BASE: '',
  });
  expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('STRIPE_SECRET_KEY is not set') });
});

it('pauses new accounts and lets them go on', async () => {
  expect(await tokenhub('stripe pause')).toMatchObject({ code: 2, err: expect.stringContaining('--new-accounts') });
  expect(await tokenhub('stripe pause --new-accounts --reason testing')).toMatchObject({ code: 0 });
  await expect(shop.order(await shop.newPayer())).rejects.toThrow('paused');
  expect(await tokenhub('stripe resume --new-accounts')).toMatchObject({
    code: 0,
    out: 'Top-ups of all accounts go on.\n',
  });
  expect(await shop.order(await shop.newPayer())).toMatchObject({ url: expect.any(String) });
});

it('lists tasks for the operator, a dispute with the deadline of its answer', async () => {
  expect(await tokenhub('stripe queue')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Nothing waits. Checked /),
  });
  const payer = await shop.newPayer();
  const { chargeId } = await shop.pay(payer);
  openDispute(shop.local.world, chargeId);
  await shop.deliverAll();
  const { code, out } = await tokenhub('stripe queue');
  expect(code).toBe(1);
  expect(out).toMatch(/dispute, answer by \d{4}-\d\d-\d\d \d\d:\d\d +dp_\w+ +25\.00/);
});

it('warns that credit of the sandbox can be spent once tokens or payments are real, until it is taken back', async () => {
  const payer = await shop.newPayer();
  await shop.pay(payer);
  await shop.deliverAll();
  const { accountId } = payer;
  const find = async (settings: Partial<Parameters<typeof sandboxCreditCheck>[0]>) => {
    const nothing = { ANTHROPIC_API_KEY: [], STRIPE_SECRET_KEY: undefined, STARTING_CREDIT_USD: undefined };
    const [found] = await runChecks([sandboxCreditCheck({ ...nothing, ...settings })]);
    return found;
  };
  expect(await find({ STRIPE_SECRET_KEY: 'sk_test_1' })).toMatchObject({ ok: true, detail: 'costs nothing here' });
  for (const settings of [{ ANTHROPIC_API_KEY: ['sk-ant-1'] }, { STRIPE_SECRET_KEY: 'rk_live_1' }]) {
    const found = await find(settings);
    const [name] = Object.keys(settings);
    expect(found).toMatchObject({ ok: false, detail: expect.stringContaining(`${name} is set`) });
    expect(found?.detail).toContain(`$25.00 of ${accountId}`);
  }
  const take = (usd: string) => tokenhub(`credit take --account ${accountId} --usd ${usd} --reason live`);
  expect(await take('25.01')).toMatchObject({ code: 2, err: expect.stringContaining('Only 25 USD are available') });
  expect(await take('25')).toMatchObject({ code: 0, out: expect.stringContaining(`Took $25.00 from ${accountId}`) });
  expect((await find({ STRIPE_SECRET_KEY: 'sk_live_1' }))?.detail).not.toContain(accountId);
  expect(await shop.violations()).toEqual([]);
});

it('reports starting credit unless its amount is set, and never paid credit', async () => {
  const { accountId } = await shop.newPayer();
  const credit = (kind: 'grant' | 'adjustment', cause: string, amount: bigint) =>
    creditAccount({ accountId, kind, cause, amount: nanoUsd(amount), reason: null, actorId: null });
  await credit('grant', `grant:signup:${accountId}`, 5n);
  await credit('adjustment', `adjustment:${accountId}:spent`, -3n);
  await credit('adjustment', `adjustment:${accountId}:paid`, 100n);
  const own = async (areGrantsMeant: boolean) =>
    (await listSandboxCredit({ areGrantsMeant })).filter((found) => found.accountId === accountId);
  expect(await own(false)).toEqual([{ accountId, spendable: 2n }]);
  expect(await own(true)).toEqual([]);
});

it('names automatic top-ups that rest where Stripe is the seller', async () => {
  const check = async () => (await runChecks([managedPaymentsCheck]))[0];
  expect(await check()).toMatchObject({ ok: true });
  const { accountId, id } = await shop.newPayer();
  const terms = { threshold: 10n ** 9n, netCents: 2_000, monthCapCents: 10_000, consentText: 'Yes.' };
  await db.autoTopUp.create({ data: { accountId, isOn: true, ...terms, consentUserId: id, consentAt: new Date() } });
  expect(await check()).toMatchObject({ ok: false, detail: expect.stringContaining('of 1 accounts are on') });
});
