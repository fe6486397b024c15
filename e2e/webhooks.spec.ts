import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { LOCALES } from '#lib/i18n/locales.ts';
import { listEndpoints } from '#lib/webhooks/queries.ts';
import { beyondTheEdge, violationsOn } from './fixtures/faults.ts';
import { keyboardOf } from './fixtures/hand.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';

test('an endpoint is added, tested, changed, paused and removed, by keyboard, on a phone too, in every language', async ({
  page,
  signIn,
}) => {
  const t = await wordsOf('en');
  const w = (key: string) => t(`settings.webhooks.${key}` as 'settings.webhooks.title');
  const hand = keyboardOf(page);
  const { accountId } = await signIn();
  const seen: { headers: http.IncomingHttpHeaders; body: string }[] = [];
  const receiver = http.createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    seen.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
    response.writeHead(seen.length === 1 ? 200 : 410).end('{"thanks":true}');
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  const press = (name: string) => hand.press(page.getByRole('button', { name, exact: true }));

  await page.goto('/en/settings/webhooks');
  await press(w('add'));
  const dialog = page.getByRole('dialog');
  await hand.fill(dialog.getByLabel(w('address')), 'https://169.254.169.254/');
  await hand.press(dialog.getByRole('button', { name: w('add') }));
  await expect(page.getByText(w('eventsInvalid'))).toBeVisible();
  await hand.press(dialog.getByRole('checkbox', { name: 'balance.low' }));
  await hand.press(dialog.getByRole('button', { name: w('add') }));
  await expect(page.getByText(w('addressInvalid'))).toBeVisible();
  await hand.fill(dialog.getByLabel(w('address')), url);
  await hand.press(dialog.getByRole('button', { name: w('add') }));
  const secret = page.getByRole('textbox', { name: w('secret.title') });
  await expect(secret).toHaveValue(/^whsec_[\w+/]{43}=$/);
  await press(w('secret.done'));
  await expect(page.getByText('whsec_')).toHaveCount(0);

  await hand.press(page.getByRole('link', { name: url }));
  await press(w('test'));
  const row = page.getByRole('listitem').filter({ hasText: 'webhook.test' });
  await expect(row.getByText(w('delivery.delivered'))).toBeVisible();
  expect(seen).toMatchObject([{ headers: { 'webhook-signature': expect.stringMatching(/^v1,/) } }]);
  await hand.press(row.locator('summary'));
  await expect(row.getByText('"thanks"')).toBeVisible();
  await expect(row.getByText(String(seen[0]?.headers['webhook-id']))).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  expect(await beyondTheEdge(page)).toEqual([]);
  expect(await violationsOn(page)).toEqual([]);
  await hand.press(page.getByRole('checkbox', { name: 'top_up.failed' }));
  await press(w('save'));
  await expect(page.getByText(w('saved'))).toBeVisible();
  expect(await listEndpoints(accountId)).toMatchObject([{ url, events: ['balance.low', 'top_up.failed'] }]);
  await press(w('rotate'));
  await hand.press(page.getByRole('alertdialog').getByRole('button', { name: w('rotate') }));
  await expect(secret).toHaveValue(/^whsec_/);
  await press(w('secret.done'));

  // The second time the receiver says that it is gone.
  await hand.press(row.getByRole('button', { name: w('resend') }));
  await expect(page.getByText(w('pausedBy.gone'))).toBeVisible();
  expect(seen[1]?.headers['webhook-id']).toBe(seen[0]?.headers['webhook-id']);
  expect(seen[1]?.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
  await expect(page.getByRole('button', { name: w('test') })).toHaveCount(0);
  const own = new URL(page.url()).pathname.replace('/en/', '/');
  for (const locale of LOCALES) {
    for (const path of ['/settings/webhooks', own]) {
      await page.goto(`/${locale}${path}`);
      expect.soft(await beyondTheEdge(page), `${locale} ${path}`).toEqual([]);
    }
  }
  await page.goto(`/en${own}`);
  await press(w('resume'));
  await expect(page.getByRole('button', { name: w('test') })).toBeVisible();
  await press(w('remove'));
  await hand.press(page.getByRole('alertdialog').getByRole('button', { name: w('remove') }));
  await expect(page.getByText(w('none'))).toBeVisible();
  expect(await listEndpoints(accountId)).toEqual([]);
  receiver.close().closeAllConnections();
});
