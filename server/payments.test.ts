import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import Stripe from 'stripe';
import { afterAll, expect, it } from 'vitest';
import { parseEnv } from '#lib/config/env.ts';
import { findLocalStripe, playPayments } from './payments.ts';

const data = mkdtempSync(join(tmpdir(), 'tokenhub-payments-'));
afterAll(() => rmSync(data, { recursive: true }));

const KEYS = { STRIPE_SECRET_KEY: 'sk_test_x', STRIPE_WEBHOOK_SECRET: 'whsec_x' };
const told = (port: number) => ({
  ...process.env,
  ...{ DATA_DIR: data, HOST: '0.0.0.0', PORT: String(port), PUBLIC_URL: 'https://hub.example' },
});

it.each([[KEYS], [{ ANTHROPIC_API_KEY: 'sk-ant-x' }]])('plays no payments with %j', async (source) => {
  const { settings, stop } = await playPayments(parseEnv(source), told(1));
  expect(settings).toEqual({});
  await stop();
  expect(await findLocalStripe(data)).toBeNull();
});

it('are simulated on a first run, with keys for this installation, and survive a restart', async () => {
  const arrived: string[] = [];
  const installation = createServer(async (request, response) => {
    arrived.push(`${request.url} ${JSON.parse(await text(request)).type}`);
    response.end();
    if (arrived.length === 1) onArrival();
  });
  let onArrival = () => {};
  const arrival = new Promise<void>((resolve) => {
    onArrival = resolve;
  });
  await new Promise<void>((resolve) => installation.listen(0, '127.0.0.1', resolve));
  const { port } = installation.address() as AddressInfo;

  const first = await playPayments(parseEnv({}), told(port));
  await first.ready;
  const settings = parseEnv({ ...first.settings });
  expect(await findLocalStripe(data)).toEqual(first.settings);
  expect(statSync(join(data, 'local-stripe-access.json')).mode & 0o077).toBe(0);
  const connect = ({ STRIPE_API_BASE, STRIPE_SECRET_KEY = '' }: typeof settings) => {
    const { hostname, port } = new URL(STRIPE_API_BASE);
    return new Stripe(STRIPE_SECRET_KEY, { host: hostname, port, protocol: 'http' });
  };
  const { id } = await connect(settings).customers.create({ email: 'ada@example.com' });
  const { url } = await connect(settings).billingPortal.sessions.create({ customer: id });
  expect(url).toMatch(/^https:\/\/hub\.example\/dev\/stripe\/portal\//);
  await arrival;
  expect(arrived).toEqual(['/api/stripe/webhook customer.created']);
  await first.stop();
  expect(existsSync(join(data, 'local-stripe-access.json'))).toBe(false);

  const second = await playPayments(parseEnv({}), told(port));
  await second.ready;
  expect(second.settings).not.toEqual(first.settings);
  expect(await connect(parseEnv({ ...second.settings })).customers.retrieve(id)).toMatchObject({
    email: 'ada@example.com',
  });
  await second.stop();
  installation.close();
});
