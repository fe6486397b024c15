import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startMailServer } from '#lib/testing/mail-server.ts';
import { forgetUndeclaredProxy, noteUndeclaredProxy } from '#server/undeclared-proxy.ts';
import { runChecks } from './check.ts';
import { mailCheck, proxiesCheck } from './services.ts';

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

it('finds a proxy that was seen, until it is declared or TokenHub starts again', async () => {
  const data = mkdtempSync(join(tmpdir(), 'tokenhub-proxy-'));
  const find = (trustedProxies: number) => proxiesCheck({ TRUSTED_PROXIES: trustedProxies, DATA_DIR: data }).run();
  expect(await find(0)).toBe('none trusted, none seen since the start');
  for (const address of ['10.0.0.1', '10.0.0.2']) noteUndeclaredProxy(data, address); // the first is enough
  await expect(find(0)).rejects.toThrow(/proxy at 10\.0\.0\.1 .* TRUSTED_PROXIES is 0/);
  expect(await find(1)).toBe('1 trusted');
  forgetUndeclaredProxy(data);
  expect(await find(0)).toMatch(/^none/);
  rmSync(data, { recursive: true });
});
