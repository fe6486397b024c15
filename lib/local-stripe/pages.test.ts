import Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningLocalStripe, startLocalStripe } from './server.ts';

const BASE = 'https://hub.example/dev/stripe';
let local: RunningLocalStripe;
let stripe: Stripe;
let customer: string;
beforeAll(async () => {
  local = await startLocalStripe({ pagesUrl: BASE });
  const { hostname, port } = new URL(local.url);
  stripe = new Stripe(local.secretKey, { host: hostname, port, protocol: 'http' });
  customer = (await stripe.customers.create({ email: 'ada@example.com', name: 'Ada <b>' })).id;
});
afterAll(() => local.close());

/** Requests a page as a browser does behind the proxy: pages are below BASE, and redirects are returned. */
async function browse(address: string, fields?: Record<string, string>) {
  expect(address.startsWith(`${BASE}/`)).toBe(true);
  const response = await fetch(local.url + address.slice(BASE.length), {
    redirect: 'manual',
    ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
  });
  return {
    status: response.status,
    html: await response.text(),
    headers: response.headers,
    location: response.headers.get('location'),
  };
}

/** The form values that a browser would send back unchanged. */
const fieldsOf = (markup: string): Record<string, string> => {
  const inputs = [...markup.matchAll(/<input[^>]*>/g)].map(([tag]) => ({
    name: / name="([^"]*)"/.exec(tag)?.[1] ?? '',
    value: / value="([^"]*)"/.exec(tag)?.[1] ?? 'on',
    isOff: /type="(?:checkbox|radio)"/.test(tag) && !/ checked/.test(tag),
  }));
  const country = /<option value="(\w+)" selected/.exec(markup)?.[1] ?? '';
  return {
    country,
    ...Object.fromEntries(inputs.filter(({ isOff }) => !isOff).map(({ name, value }) => [name, value])),
  };
};

const open = async () => {
  const { id, url } = await stripe.checkout.sessions.create({
    mode: 'payment',
    customer,
    line_items: [
      { price_data: { currency: 'usd', unit_amount: 2_500, product_data: { name: 'Credit' } }, quantity: 1 },
    ],
    automatic_tax: { enabled: true },
    invoice_creation: { enabled: true },
    saved_payment_method_options: { payment_method_save: 'enabled' },
    success_url: 'https://hub.example/billing?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'https://hub.example/billing',
  });
  return { id, url: String(url) };
};

it('is filled in and paid like Stripe’s, without script', async () => {
  const { id, url } = await open();
  const shown = await browse(url);
  expect(shown.html).toContain('Pay $25.00');
  expect(shown.html).not.toMatch(/<script|style=|onclick|https:\/\/(?!hub\.example)/);
  expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
  const done = await browse(url, fieldsOf(shown.html));
  expect(done).toMatchObject({ status: 303, location: `https://hub.example/billing?session=${id}` });
  expect(await browse(url)).toMatchObject({ status: 303 });
});

it('shows the tax of another country before it takes the money, and keeps the card when told to', async () => {
  const { id, url } = await open();
  const fields = { ...fieldsOf((await browse(url)).html), country: 'DE', save: 'on' };
  const asked = await browse(url, fields);
  expect(asked.html).toContain('The total for your address is $29.75');
  expect((await stripe.checkout.sessions.retrieve(id)).payment_intent).toBeNull();
  expect(await browse(url, fieldsOf(asked.html))).toMatchObject({ status: 303 });
  expect((await browse((await open()).url)).html).toContain('visa ending 4242');
});

it('says why a card is refused, and asks for 3-D Secure', async () => {
  const { id, url } = await open();
  const fields = { ...fieldsOf((await browse(url)).html), method: 'new', country: 'US', name: 'Ada', total: '2500' };
  const refused = await browse(url, { ...fields, number: '4000 0000 0000 0002' });
  expect(refused).toMatchObject({
    status: 402,
    html: expect.stringContaining('Your card was declined. Nothing was charged.'),
  });
  expect((await browse(url, { ...fields, number: '1' })).html).toContain('not a test card');
  const bank = await browse(url, { ...fields, number: '4000002760003184' });
  expect(bank.html).toContain('Complete authentication');
  expect(await browse(url, { ...fieldsOf(bank.html), country: 'US', consent: 'yes' })).toMatchObject({ status: 303 });
  expect((await stripe.checkout.sessions.retrieve(id)).payment_status).toBe('paid');
});

it('has a portal with card, details and invoices as PDF', async () => {
  const { url } = await stripe.billingPortal.sessions.create({ customer, return_url: 'https://hub.example/billing' });
  expect((await browse(url)).html).toContain('LOCAL-0001');
  await browse(url, { action: 'details', name: 'Ada & Co', country: 'FR', tax_id: 'FR12345678901' });
  await browse(url, { action: 'card', number: '5555555555554444' });
  const { html } = await browse(url);
  expect(html).toContain('mastercard ending 4444');
  expect(html).toContain('Ada &amp; Co');
  expect((await browse(url, { action: 'card', number: '42' })).status).toBe(400);
  await browse(url, { action: 'remove' });
  expect((await browse(url)).html).toContain('No card is saved');
  const pdf = await browse(/href="([^"]*\/pdf)"/.exec(html)?.[1] ?? '');
  expect(pdf.html).toMatch(/^%PDF-1\.4[\s\S]*Total: \$[\s\S]*%%EOF/);
});

it('escapes foreign text, and answers 404 for unknown pages', async () => {
  await stripe.customers.update(customer, { name: '<script>' });
  const { url } = await stripe.billingPortal.sessions.create({ customer });
  expect((await browse(url)).html).toContain('&lt;script&gt;');
  for (const path of ['pay/x', 'portal/x', 'invoice/x', 'invoice/x/pdf', 'receipts/x', 'x'])
    expect((await browse(`${BASE}/${path}`)).status).toBe(404);
});
