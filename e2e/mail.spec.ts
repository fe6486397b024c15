import type { Page } from '@playwright/test';
import { publicUrl } from '#lib/config/env.ts';
import { asking, mailTo } from '#lib/testing/accounts.ts';
import { startMailServer, toReadable } from '#lib/testing/mail-server.ts';
import { callAction, findAction } from './fixtures/actions.ts';
import { startOwnServer } from './fixtures/own-server.ts';
import { createPerson, linkMailedTo, newEmail, PASSWORD } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';

const FORGED_HOSTS: Record<string, string>[] = [
  { host: 'evil.example' },
  { 'x-forwarded-host': 'evil.example' },
  { host: 'evil.example', origin: 'http://evil.example' },
  { 'x-forwarded-proto': 'https', 'x-forwarded-port': '1', forwarded: 'host=evil.example;proto=https' },
];

for (const forged of FORGED_HOSTS)
  test(`links in e-mails ignore forged headers: ${JSON.stringify(forged)}`, async ({ request }) => {
    const { email } = await createPerson();
    const headers = { origin: publicUrl, ...forged };
    const outcome = await callAction(request, findAction('requestResetAction'), [asking(email)], headers);
    expect(outcome).toMatch(/^(?:ok|foreign_origin|403|500)$/);
    if (outcome === 'ok')
      expect(await linkMailedTo(email, 'reset-password')).toContain(`${publicUrl}/en/reset-password#`);
    else expect(await mailTo(email)).toEqual([]);
  });

test('the local outbox may run only our own scripts', async ({ request }) => {
  const reply = await request.get('/dev/mail');
  expect(reply.status()).toBe(200);
  expect(reply.headers()['content-security-policy']).toMatch(
    /default-src 'none';.* script-src 'nonce-[^']+' 'strict-dynamic'/,
  );
});

test('e-mails are sent by SMTP in the reader’s language; while the server is down, pages claim no delivery', async ({
  page,
  hand,
}) => {
  const t = await wordsOf('de');
  const mailServer = await startMailServer();
  const server = await startOwnServer({
    SMTP_URL: `smtp://127.0.0.1:${mailServer.port}`,
    MAIL_FROM: 'TokenHub <hub@example.com>',
  });
  const signUp = async (email: string) => {
    await page.goto(`${server.url}/de/sign-up`);
    await hand.fill(page.getByLabel(t('auth.signUp.email'), { exact: true }), email);
    await hand.fill(page.getByLabel(t('auth.signUp.password'), { exact: true }), PASSWORD);
    await hand.press(page.getByRole('button', { name: t('auth.signUp.submit'), exact: true }));
  };
  try {
    const email = newEmail();
    await signUp(email);
    await expect(page.getByRole('heading', { name: t('auth.checkMail.title') })).toBeVisible();
    await mailServer.arrived(1);
    const [{ to, source } = { to: [], source: '' }] = mailServer.deliveries;
    expect(to).toEqual([email]);
    const [, text = '', html = ''] = toReadable(source).split(/Content-Type: text\/(?:plain|html)/);
    for (const part of [text, html]) expect(part).toContain(t('email.verify.action'));
    const [link = ''] = /http\S+#token=[\w-]+/.exec(text) ?? [];
    expect(link).toContain(`${server.url}/de/verify#`);
    expect(html).toContain(`href="${link}"`);
    expect(html).toContain('lang="de"');
    await confirm(page, link, t('auth.verify.submit'));
    await expect(page).toHaveURL(`${server.url}/de/overview`);
    expect((await page.request.get(`${server.url}/dev/mail`)).status()).toBe(404);

    await mailServer.close();
    const away = page.getByText(t('auth.failures.mail_unavailable'));
    await page.goto(`${server.url}/de/settings`);
    await hand.fill(page.getByLabel(t('settings.profile.newEmail'), { exact: true }), newEmail());
    await hand.press(page.getByRole('button', { name: t('settings.profile.changeEmail'), exact: true }));
    await expect(away).toBeVisible();
    await page.context().clearCookies();
    await signUp(newEmail());
    await expect(away).toBeVisible();
  } finally {
    await server.stop();
    await mailServer.close();
  }
});

async function confirm(page: Page, link: string, action: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: action, exact: true }).click();
}
