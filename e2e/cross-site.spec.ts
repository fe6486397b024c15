import { ACCOUNT_COOKIE, SESSION_COOKIE } from '#lib/auth/cookies.ts';
import { publicUrl } from '#lib/config/env.ts';
import { callAction, listActions, NOTHING } from './fixtures/actions.ts';
import { createPerson, sessionCookieOf, toHeader } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { expectSignedIn, submitSignIn } from './pages/sign-in.ts';

test.describe('a request from a foreign origin', () => {
  const foreignHeaders = (): Record<string, string>[] => {
    const { host, hostname } = new URL(publicUrl);
    return [
      {},
      { origin: 'null' },
      { origin: 'https://evil.example' },
      { origin: `https://${host}` },
      { origin: `http://${hostname}:1` },
      { origin: `http://${host}.evil.example` },
      { origin: `http://evil@${host}` },
      { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
      { referer: `${publicUrl}/en/settings` },
    ];
  };

  test('is refused by every server action', async ({ request }) => {
    const cookie = toHeader([await sessionCookieOf(await createPerson())]);
    for (const action of listActions()) {
      for (const headers of foreignHeaders()) {
        const outcome = await callAction(request, action, [NOTHING, NOTHING], { ...headers, cookie });
        expect.soft(outcome, `${action.name} ${JSON.stringify(headers)}`).toMatch(/^(?:foreign_origin|403|500)$/);
      }
    }
  });

  test('is refused by every route of next-auth', async ({ request }) => {
    const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
    for (const route of ['callback/ticket', 'signin/ticket', 'signin/google', 'signout', 'session', '_log']) {
      for (const headers of foreignHeaders()) {
        const reply = await request.post(`/api/auth/${route}`, { headers, form: { csrfToken, json: 'true' } });
        expect.soft(reply.status(), `${route} ${JSON.stringify(headers)}`).toBe(403);
      }
    }
  });

  test('differs from one of our own, which only needs a session', async ({ request }) => {
    for (const action of listActions()) {
      const outcome = await callAction(request, action, [NOTHING, NOTHING], { origin: publicUrl });
      if (action.isPublic && !OF_WHO_IS_SIGNED_IN.includes(action.name))
        expect.soft(outcome, action.name).toMatch(/^(?:invalid_value|ok)$/);
      else expect.soft(outcome, action.name).toBe('unauthenticated');
    }
  });
});

/** On public pages, but they require a session. */
const OF_WHO_IS_SIGNED_IN = ['acceptInvitationAction', 'signOutAction'];

test('cookies are SameSite, and all but the account’s are HttpOnly', async ({ page, context }) => {
  const { email } = await createPerson();
  await page.goto('/en/sign-in');
  await submitSignIn(page, email);
  await expectSignedIn(page);
  const cookies = (await context.cookies()).filter(({ name }) => name.startsWith('tokenhub'));
  expect(cookies.map(({ name }) => name)).toContain(SESSION_COOKIE);
  for (const { name, httpOnly, sameSite, path, domain } of cookies)
    expect
      .soft({ name, httpOnly, sameSite, path, domain })
      .toEqual({ name, httpOnly: name !== ACCOUNT_COOKIE, sameSite: 'Lax', path: '/', domain: 'localhost' });
  expect(await page.evaluate(() => document.cookie)).not.toContain(SESSION_COOKIE);
});
