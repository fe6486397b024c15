import type { APIRequestContext, APIResponse } from '@playwright/test';
import { SESSION_COOKIE } from '#lib/auth/cookies.ts';
import { publicUrl } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { newEmail } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { newSubject } from './pages/sign-in.ts';
import { FLAWS } from './providers/google.ts';

/** Starts sign-in as the page's button does. @returns the URL of the provider's page */
async function leaveFor(request: APIRequestContext, provider: string): Promise<URL> {
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
  const reply = await request.post(`/api/auth/signin/${provider}`, {
    headers: { origin: publicUrl },
    form: { csrfToken, callbackUrl: '/en/overview', json: 'true' },
  });
  return new URL((await reply.json()).url);
}

/** Consents on that page. @returns the portal's callback URL with the answer */
async function consent(request: APIRequestContext, page: URL, said: Record<string, string>): Promise<URL> {
  const form = { subject: newSubject(), verified: 'on', decision: 'allow', ...said };
  const reply = await request.post(page.href, { form, maxRedirects: 0 });
  return new URL(reply.headers().location ?? '');
}

const bring = (request: APIRequestContext, answer: URL): Promise<APIResponse> =>
  request.get(answer.href, { maxRedirects: 0 });

async function expectRefused(reply: APIResponse, email: string): Promise<void> {
  expect(new URL(reply.headers().location ?? '', publicUrl).searchParams.get('error')).toBe('OAuthCallback');
  expect(reply.headers()['set-cookie'] ?? '').not.toContain(SESSION_COOKIE);
  expect(await db.user.count({ where: { emailCanonical: email } })).toBe(0);
}

test('a valid answer signs in', async ({ request }) => {
  const reply = await bring(request, await consent(request, await leaveFor(request, 'google'), { email: newEmail() }));
  expect(reply.headers().location).toBe(`${publicUrl}/en/overview`);
  expect(reply.headers()['set-cookie']).toContain(SESSION_COOKIE);
});

for (const flaw of FLAWS)
  test(`an id token is refused when it is wrong: ${flaw}`, async ({ request }) => {
    const email = newEmail();
    const answer = await consent(request, await leaveFor(request, 'google'), { email, flaw });
    await expectRefused(await bring(request, answer), email);
  });

for (const provider of ['google', 'github'] as const)
  test.describe(provider, () => {
    test('an answer with a forged state is refused', async ({ request }) => {
      for (const forge of [
        (query: URLSearchParams) => query.set('state', 'forged'),
        (query: URLSearchParams) => query.delete('state'),
      ]) {
        const email = newEmail();
        const answer = await consent(request, await leaveFor(request, provider), { email });
        forge(answer.searchParams);
        await expectRefused(await bring(request, answer), email);
      }
    });

    test('an answer meant for another browser is refused', async ({ request, playwright }) => {
      const email = newEmail();
      const answer = await consent(request, await leaveFor(request, provider), { email });
      const victim = await playwright.request.newContext({ baseURL: publicUrl });
      await expectRefused(await bring(victim, answer), email); // without a sign-in of its own
      await leaveFor(victim, provider);
      await expectRefused(await bring(victim, answer), email); // with a sign-in of its own
      await victim.dispose();
    });

    test('a stolen code is useless without the browser that requested it', async ({ request, playwright }) => {
      const email = newEmail();
      const stolen = await consent(request, await leaveFor(request, provider), { email });
      const thief = await playwright.request.newContext({ baseURL: publicUrl });
      const answer = await consent(thief, await leaveFor(thief, provider), { email: newEmail() });
      answer.searchParams.set('code', stolen.searchParams.get('code') ?? '');
      await expectRefused(await bring(thief, answer), email);
      await thief.dispose();
    });

    test('the portal asks for consent with state and PKCE, and a redirect URI that no header can change', async ({
      request,
    }) => {
      const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', origin: publicUrl };
      const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
      const form = { csrfToken, callbackUrl: 'https://evil.example', json: 'true' };
      const reply = await request.post(`/api/auth/signin/${provider}`, { headers, form });
      const { searchParams } = new URL((await reply.json()).url);
      expect(searchParams.get('redirect_uri')).toBe(`${publicUrl}/api/auth/callback/${provider}`);
      expect(searchParams.get('code_challenge_method')).toBe('S256');
      expect(searchParams.get('state')).toMatch(/^[\w-]{40,}$/);
      expect(reply.headers()['set-cookie']).not.toContain('evil.example');
    });
  });
