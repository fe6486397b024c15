import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { Transporter } from 'nodemailer';
import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { type MailServer, refusal, startMailServer } from '#lib/testing/mail-server.ts';
import { openSmtp } from './mail-server.ts';

const letter = { from: 'TokenHub <hub@example.com>', to: 'ada@example.com', subject: 'Hi', text: 'Hi', html: '<p>Hi' };
const onlyAda: SMTPServerOptions['onAuth'] = ({ username, password }, _, done) =>
  username === 'ada' && password === 'p:w/d' ? done(null, { user: 'ada' }) : done(new Error('no'));
const needsLogin: SMTPServerOptions = { authOptional: false, hideSTARTTLS: false, onAuth: onlyAda };
const LOGIN = 'ada:p%3Aw%2Fd@';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function given(options?: SMTPServerOptions): Promise<MailServer> {
  const server = await startMailServer(options);
  closing.push(server.close);
  return server;
}

function open(url: string, timeoutMs?: number): Transporter {
  const smtp = openSmtp(url, { timeoutMs });
  closing.unshift(() => smtp.close());
  return smtp;
}

it('delivers text and HTML as two ways to read one mail', async () => {
  const { port, deliveries } = await given();
  await open(`smtp://127.0.0.1:${port}`).sendMail(letter);
  expect(deliveries).toMatchObject([{ from: 'hub@example.com', to: ['ada@example.com'] }]);
  expect(deliveries[0]?.source).toMatch(/multipart\/alternative.*text\/plain.*text\/html/s);
});

describe('a password', () => {
  const trusting = 'tls.rejectUnauthorized=false';

  it('is sent after STARTTLS', async () => {
    const { port, deliveries } = await given(needsLogin);
    await open(`smtp://${LOGIN}127.0.0.1:${port}?${trusting}`).sendMail(letter);
    expect(deliveries).toMatchObject([{ user: 'ada', isEncrypted: true }]);
  });

  it('is sent over TLS from the first byte', async () => {
    const { port, deliveries } = await given({ ...needsLogin, secure: true });
    await open(`smtps://${LOGIN}127.0.0.1:${port}?${trusting}`).sendMail(letter);
    expect(deliveries).toMatchObject([{ user: 'ada', isEncrypted: true }]);
  });

  it.each(['', trusting])('is never sent in plain text, also when the server would take it (%s)', async (query) => {
    const tried: string[] = [];
    const { port, deliveries } = await given({
      allowInsecureAuth: true,
      onAuth: ({ username }, _, done) => {
        tried.push(username ?? '');
        done(null, { user: username });
      },
      disabledCommands: ['STARTTLS'],
    });
    await expect(open(`smtp://${LOGIN}127.0.0.1:${port}?${query}`).sendMail(letter)).rejects.toThrow();
    expect({ tried, deliveries }).toEqual({ tried: [], deliveries: [] });
  });

  it('is not sent to a server with an untrusted certificate', async () => {
    const { port, deliveries } = await given(needsLogin);
    await expect(open(`smtp://${LOGIN}127.0.0.1:${port}`).sendMail(letter)).rejects.toThrow(/certificate/);
    expect(deliveries).toEqual([]);
  });

  it('that is wrong gives an error that does not contain it', async () => {
    const { port } = await given(needsLogin);
    const sending = open(`smtp://ada:secret-of-ada@127.0.0.1:${port}?${trusting}`).sendMail(letter);
    const error = await sending.catch((failure: Error) => failure);
    expect(error).toMatchObject({ code: 'EAUTH' });
    expect(`${error.message} ${error.stack}`).not.toContain('secret-of-ada');
  });
});

describe('a server that does not accept the mail fails soon', () => {
  it.each([451, 550])('it answers %i', async (status) => {
    const { port } = await given({ onRcptTo: (_, __, done) => done(refusal(status)) });
    const sending = open(`smtp://127.0.0.1:${port}`).sendMail(letter);
    await expect(sending).rejects.toMatchObject({ responseCode: status });
  });

  it('it refuses connections', async () => {
    const { port, close } = await startMailServer();
    await close();
    await expect(open(`smtp://127.0.0.1:${port}`).sendMail(letter)).rejects.toMatchObject({ code: 'ESOCKET' });
  });

  it('it never responds', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    closing.push(() => silent.close());
    const { port } = silent.address() as AddressInfo;
    await expect(open(`smtp://127.0.0.1:${port}`, 200).sendMail(letter)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });

  it('it falls silent in the middle', async () => {
    const { port } = await given({ onMailFrom: () => {} });
    const sending = open(`smtp://127.0.0.1:${port}`, 200).sendMail(letter);
    await expect(sending).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });

  it('and the next mail goes out when it is well again', async () => {
    let status: number | null = 421;
    const { port, deliveries } = await given({
      onMailFrom: (_, __, done) => (status ? done(refusal(status)) : done()),
    });
    const smtp = open(`smtp://127.0.0.1:${port}`);
    await expect(smtp.sendMail(letter)).rejects.toThrow();
    status = null;
    await smtp.sendMail(letter);
    expect(deliveries).toHaveLength(1);
  });
});
