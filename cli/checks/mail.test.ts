import { expect, it } from 'vitest';
import { startMailServer } from '#lib/testing/mail-server.ts';
import { runChecks } from './check.ts';
import { mailCheck } from './mail.ts';

async function findingOf(url: string) {
  const [found] = await runChecks([mailCheck(url)]);
  return found;
}

it('finds a mail server that takes mail, and sends none', async () => {
  const { port, deliveries, close } = await startMailServer();
  const found = await findingOf(`smtp://127.0.0.1:${port}`);
  await close();
  expect(found).toEqual({ name: 'mail server', ok: true, detail: `127.0.0.1:${port} takes mail` });
  expect(deliveries).toEqual([]);
});

it('finds one that is away', async () => {
  const { port, close } = await startMailServer();
  await close();
  const detail = `127.0.0.1:${port} takes no mail (ESOCKET). Check SMTP_URL.`;
  expect(await findingOf(`smtp://127.0.0.1:${port}`)).toEqual({ name: 'mail server', ok: false, detail });
});

it('finds one that refuses the password, and does not repeat it', async () => {
  const { port, close } = await startMailServer({
    allowInsecureAuth: true,
    authOptional: false,
    onAuth: (_, __, done) => done(new Error('no')),
  });
  const found = await findingOf(`smtp://ada:secret-of-ada@127.0.0.1:${port}?requireTLS=false`);
  await close();
  expect(found).toMatchObject({ ok: false, detail: expect.stringContaining('takes no mail (EAUTH)') });
  expect(found?.detail).not.toContain('secret-of-ada');
});
