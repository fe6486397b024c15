import { localeCookieAt } from '#lib/i18n/routing.ts';
import { startOwnServer } from './fixtures/own-server.ts';
import { expect, test } from './fixtures/test.ts';

test('another installation on the same host leaves this one’s session and language alone', async ({
  page,
  context,
  signIn,
}) => {
  await signIn();
  await page.goto('/en/settings');
  const other = await startOwnServer({});
  try {
    await page.goto(`${other.url}/fr/overview`);
    await expect(page).toHaveURL(/\/fr\/sign-in/);
    const csrf = await context.request.get(`${other.url}/api/auth/csrf`);
    const form = { csrfToken: (await csrf.json()).csrfToken, json: 'true' };
    const out = await context.request.post(`${other.url}/api/auth/signout`, { headers: { origin: other.url }, form });
    expect(out.status()).toBe(200);

    await page.goto('/en/settings');
    await expect(page).toHaveURL(/\/en\/settings$/);
    const cookies = await context.cookies();
    const languageAt = (url: string) => cookies.find(({ name }) => name === localeCookieAt(new URL(url)).name)?.value;
    expect(languageAt(other.url)).toBe('fr');
    expect(languageAt(page.url())).not.toBe('fr');
  } finally {
    await other.stop();
  }
});
