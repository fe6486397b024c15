import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

async function cookiesAt(publicUrl: string) {
  vi.stubEnv('PUBLIC_URL', publicUrl);
  return import('./cookies.ts');
}

it('binds every cookie to this very host over https', async () => {
  const cookies = await cookiesAt('https://hub.example');
  const names = Object.values(cookies).filter((value) => typeof value === 'string');
  expect(names).toHaveLength(11);
  for (const name of names) expect(name).toMatch(/^__Host-/);
  expect(cookies.COOKIE_OPTIONS).toEqual({ httpOnly: true, sameSite: 'lax', path: '/', secure: true });
});

it.each([
  ['http://localhost:3000', 'tokenhub-3000.session'],
  ['http://localhost:3100', 'tokenhub-3100.session'],
  ['http://hub.example', 'tokenhub.session'],
  ['https://hub.example', '__Host-tokenhub.session'],
  ['https://hub.example:8443', '__Host-tokenhub-8443.session'],
])('at %s the session is %s, so that installations on one host keep apart', async (url, name) => {
  expect((await cookiesAt(url)).SESSION_COOKIE).toBe(name);
});

it('works without https on a developer’s machine', async () => {
  const { COOKIE_OPTIONS } = await cookiesAt('http://localhost:3000');
  expect(COOKIE_OPTIONS).toMatchObject({ httpOnly: true, sameSite: 'lax', secure: false });
});
