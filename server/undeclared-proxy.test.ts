import { describe, expect, it } from 'vitest';
import { ok, openTestPublicServer } from './testing/public-server.ts';
import { findProxyFault, findProxyNote } from './undeclared-proxy.ts';

describe('an undeclared proxy', () => {
  it('is noticed once by the public server, on the API and on pages', async () => {
    for (const path of ['/api/v1/models', '/en']) {
      const seen: string[] = [];
      const publicServer = await openTestPublicServer(async () => ok('x'), {
        onUndeclaredProxy: (address) => seen.push(address),
      });
      await fetch(`${publicServer.url}${path}`);
      expect(seen).toEqual([]);
      for (let count = 0; count < 2; count++)
        await fetch(`${publicServer.url}${path}`, { headers: { 'x-forwarded-for': '198.51.100.7' } });
      await publicServer.close();
      expect(seen).toEqual(['127.0.0.1']);
    }
  });

  it('is not looked for behind declared ones', async () => {
    const seen: string[] = [];
    const options = { trustedProxies: 1, onUndeclaredProxy: (address: string) => seen.push(address) };
    const publicServer = await openTestPublicServer(async () => ok('x'), options);
    await fetch(publicServer.url, { headers: { 'x-forwarded-for': '198.51.100.7' } });
    await publicServer.close();
    expect(seen).toEqual([]);
  });
});

describe('the settings', () => {
  it.each([
    ['http://localhost:3000', 0, false, false],
    ['https://hub.example', 0, true, true],
    ['https://hub.example', 1, false, false],
    ['http://192.168.1.7:3000', 0, true, false],
    ['https://localhost', 0, true, true],
  ])('%s with %d proxies: said at the start %s, wrong %s', (publicUrl, trustedProxies, isSaid, isWrong) => {
    const settings = { publicUrl, trustedProxies };
    expect(findProxyNote(settings)).toEqual(
      isSaid ? expect.stringMatching(/^[^\n]*TRUSTED_PROXIES is 0[^\n]*$/) : null,
    );
    expect(findProxyFault(settings) !== null).toBe(isWrong);
  });
});
