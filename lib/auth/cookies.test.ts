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
  expect(names).toHaveLength(7);
  for (const name of names) expect(name).toMatch(/^__Host-/);
  expect(cookies.COOKIE_OPTIONS).toEqual({ httpOnly: true, sameSite: 'lax', path: '/', secure: true });
});

it('works without https on a developer’s machine', async () => {
  const { SESSION_COOKIE, COOKIE_OPTIONS } = await cookiesAt('http://localhost:3000');
  expect(SESSION_COOKIE).toBe('tokenhub.session');
  expect(COOKIE_OPTIONS).toMatchObject({ httpOnly: true, sameSite: 'lax', secure: false });
});
