import '#lib/testing/own-data.ts';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { signUp } from '#lib/accounts/sign-up.ts';
import { db } from '#lib/db/client.ts';
import { CALLER, newEmail, PASSWORD } from '#lib/testing/accounts.ts';
import { toReadable } from '#lib/testing/mail-server.ts';
import type { Letter } from './letters.ts';
import { listMail } from './local-mailbox.ts';
import { sendMail } from './send.ts';

// The configuration reads the mail server's address, so the server starts before any import.
const server = await vi.hoisted(async () => {
  const { refusal, startMailServer } = await import('#lib/testing/mail-server.ts');
  const state = { isFull: false };
  const started = await startMailServer({ onRcptTo: (_, __, done) => done(state.isFull ? refusal(452) : null) });
  process.env.SMTP_URL = `smtp://127.0.0.1:${started.port}`;
  process.env.MAIL_FROM = 'TokenHub <hub@example.com>';
  return Object.assign(state, started);
});
beforeEach(() => void server.deliveries.splice(0));
afterAll(server.close);

const stranger = { ...CALLER, ip: null };
const signUpAs = (email: string) =>
  signUp({ email, password: PASSWORD, locale: 'de', next: '/de/overview', browser: 'this browser' }, stranger);

it('mails a newcomer in their language, with a link to the configured address', async () => {
  const email = newEmail();
  await signUpAs(email);
  const [mail] = server.deliveries;
  expect(mail).toMatchObject({ from: 'hub@example.com', to: [email] });
  const text = toReadable(mail?.source ?? '');
  expect(text).toMatch(/http:\/\/localhost:3000\/de\/verify#token=[\w-]{43}/);
  expect(text).toContain('Bestätigen Sie');
  expect(await listMail()).toEqual([]); // a sent mail is not stored
});

it('tells a newcomer whose mailbox accepts no mail, and sends the link when they try again', async () => {
  const email = newEmail();
  server.isFull = true;
  await expect(signUpAs(email)).rejects.toMatchObject({ code: 'mail_unavailable' });
  server.isFull = false;
  await signUpAs(email);
  expect(server.deliveries).toMatchObject([{ to: [email] }]);
  expect(toReadable(server.deliveries[0]?.source ?? '')).toContain('/de/verify#token=');
  expect(await db.user.count({ where: { emailCanonical: email } })).toBe(1);
});

describe('no input adds a header or a recipient', () => {
  const invitation = (to: string, name: string): Letter => ({
    name: 'invitation',
    to,
    locale: 'en',
    values: { url: 'http://localhost:3000/en/invitation', organisation: name, inviter: name, role: 'viewer' },
  });

  it.each([
    'Acme\r\nBcc: eve@evil.example',
    'Acme\nBcc: eve@evil.example',
    'Acme\r\n\r\nBuy at https://evil.example',
    'Acme\r\n.\r\nMAIL FROM:<eve@evil.example>',
    'Acme\u2028Bcc: eve@evil.example',
    '=?UTF-8?Q?Acme=0D=0ABcc:_eve@evil.example?=',
  ])('with the name %j', async (name) => {
    const to = newEmail();
    await sendMail(invitation(to, name));
    expect(server.deliveries).toMatchObject([{ from: 'hub@example.com', to: [to] }]);
    const [head = ''] = (server.deliveries[0]?.source ?? '').split('\r\n\r\n');
    expect(head.split('\r\n').filter((line) => /^(?:bcc|cc|to):/i.test(line))).toEqual([`To: ${to}`]);
    expect(head).toMatch(/^MIME-Version: 1\.0$/m);
  });

  it.each([
    'ada@example.com\r\nRCPT TO:<eve@evil.example>',
    'ada@example.com>\r\nRCPT TO:<eve@evil.example',
    'ada@example.com, eve@evil.example',
    'Eve <eve@evil.example>, ada@example.com',
  ])('with the address %j', async (to) => {
    await sendMail(invitation(to, 'Acme')).catch(() => {});
    expect(server.deliveries.flatMap((mail) => mail.to)).not.toContain('eve@evil.example');
    for (const { source } of server.deliveries) expect(source).not.toMatch(/^(?:bcc|cc|rcpt)/im);
  });
});
