import { publicUrl } from '#lib/config/env.ts';
import { foreignAddresses } from './fixtures/foreign-addresses.ts';
import { createPerson, sessionCookieOf, toHeader } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { expectSignedIn, submitSignIn } from './pages/sign-in.ts';

test.describe('callbackUrl', () => {
  test('in two hundred forms never redirects to another site after signing in', async ({ request }) => {
    const cookie = toHeader([await sessionCookieOf(await createPerson())]);
    const forms = foreignAddresses(publicUrl);
    expect(forms.length).toBeGreaterThan(200);
    for (const form of forms) {
      const reply = await request.get(`/en/sign-in?callbackUrl=${encodeURIComponent(form)}`, {
        headers: { cookie },
        maxRedirects: 0,
      });
      const location = reply.headers().location ?? '';
      expect.soft({ form, status: reply.status() }).toEqual({ form, status: 307 });
      expect.soft({ form, origin: new URL(location, publicUrl).origin }).toEqual({ form, origin: publicUrl });
      expect.soft(location, form).toMatch(/^\/(?![/\\])/);
    }
  });

  test('in two hundred forms never redirects to another site after signing out', async ({ request }) => {
    const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
    for (const callbackUrl of foreignAddresses(publicUrl)) {
      const reply = await request.post('/api/auth/signout', {
        headers: { origin: publicUrl },
        form: { csrfToken, callbackUrl, json: 'true' },
      });
      const { url } = await reply.json();
      expect.soft({ callbackUrl, origin: new URL(url, publicUrl).origin }).toEqual({ callbackUrl, origin: publicUrl });
      expect.soft(new URL(url, publicUrl).pathname, callbackUrl).not.toMatch(/^\/[/\\]/);
    }
  });

  for (const form of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
  ])
    test(`${form} is not followed by the form`, async ({ page }) => {
      const { email } = await createPerson();
      await page.goto(`/en/sign-in?callbackUrl=${encodeURIComponent(form)}`);
      await submitSignIn(page, email);
      await expectSignedIn(page);
    });

  test('given twice causes no error', async ({ request }) => {
    const reply = await request.get('/en/sign-in?callbackUrl=/en/keys&callbackUrl=//evil.example&error=a&error=b');
    expect(reply.status()).toBe(200);
  });
});
