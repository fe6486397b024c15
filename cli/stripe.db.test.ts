import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, expect, it } from 'vitest';
import { env } from '#lib/config/env.ts';
import { openDispute } from '#lib/local-stripe/actions/dispute.ts';
import { openShop } from '#lib/stripe/testing/shop.ts';

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

it('shows what Stripe has and we do not, books it when told to, and then agrees', async () => {
  const payer = await shop.newPayer();
  const { intentId } = await shop.pay(payer);
  const found = await tokenhub('stripe reconcile --days 2');
  expect(found).toMatchObject({ code: 1, out: expect.stringContaining('Run it again with --fix') });
  expect(found.out).toContain(intentId);
  const fixed = await tokenhub('stripe reconcile --fix --json');
  expect({ code: fixed.code, ...JSON.parse(fixed.out) }).toMatchObject({ code: 0, remaining: [], books: [] });
  expect((await shop.balance(payer)).available).toBe(25_000_000_000n);
});

it('has nothing to compare with while there is no Stripe', async () => {
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

it('lists what waits for the operator, a dispute with the day of its answer', async () => {
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
