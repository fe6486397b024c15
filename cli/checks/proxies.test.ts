import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { forgetUndeclaredProxy, noteUndeclaredProxy } from '#server/undeclared-proxy.ts';
import { proxiesCheck } from './proxies.ts';

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
