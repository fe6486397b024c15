import type { Page } from '@playwright/test';
import { db } from '#lib/db/client.ts';
import type { Hand } from './fixtures/hand.ts';
import { ageSession, createPerson, newEmail, sessionCookieOf } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';
import {
  allowAs,
  expectSignedIn,
  expectSignedOut,
  newSubject,
  refuseConsent,
  submitSignIn,
  t,
  type Visitor,
} from './pages/sign-in.ts';

const PROVIDERS = [
  { id: 'google', name: 'Google' },
  { id: 'github', name: 'GitHub' },
] as const;

const button = (name: string) => ['button', { name, exact: true }] as const;
const continueWith = (provider: string) => button(t('auth.signIn.provider', { provider }));
const userOf = (email: string) =>
  db.user.findUnique({
    where: { emailCanonical: email },
    include: { identities: true, sessions: true, memberships: { include: { account: true } } },
  });

async function signInAs(page: Page, hand: Hand, provider: string, visitor: Visitor): Promise<void> {
  await page.goto('/en/sign-in');
  await hand.press(page.getByRole(...continueWith(provider)));
  await allowAs(page, visitor);
}

for (const { id, name } of PROVIDERS) {
  test.describe(name, () => {
    test('creates a user for a confirmed address, once', async ({ page, hand }) => {
      const visitor = { subject: newSubject(), email: newEmail() };
      await signInAs(page, hand, name, visitor);
      await expectSignedIn(page);
      const user = await userOf(visitor.email);
      expect(user?.emailVerifiedAt).toBeInstanceOf(Date);
      expect(user?.identities).toMatchObject([{ provider: id, subject: visitor.subject }]);

      await page.context().clearCookies();
      // The provider's id identifies the user, even after a change of address.
      await signInAs(page, hand, name, { subject: visitor.subject, email: newEmail(), isVerified: false });
      await expectSignedIn(page);
      expect((await userOf(visitor.email))?.sessions).toHaveLength(2);
    });

    test('does not sign in to an existing account with the same address', async ({ page, hand }) => {
      const { email } = await createPerson();
      await signInAs(page, hand, name, { subject: newSubject(), email });
      await expect(page.getByText(t('auth.providerErrors.sign_in_to_link'))).toBeVisible();
      expect(await userOf(email)).toMatchObject({ identities: [], sessions: [] });
    });

    test('creates no user for an unconfirmed address, and reveals nothing about it', async ({ page, hand }) => {
      const { email: taken } = await createPerson();
      for (const email of [newEmail(), taken]) {
        await signInAs(page, hand, name, { subject: newSubject(), email, isVerified: false });
        await expect(page.getByText(t('auth.providerErrors.unverified_address'))).toBeVisible();
      }
      await signInAs(page, hand, name, { subject: newSubject(), email: '' });
      await expect(page.getByText(t('auth.providerErrors.no_address'))).toBeVisible();
    });

    test('is linked by a signed-in user, and unlinked unless it is the last sign-in method', async ({
      page,
      hand,
      signIn,
    }) => {
      const person = await signIn();
      const subject = newSubject();
      await page.goto('/en/settings/security');
      await hand.press(page.getByRole(...button(t('settings.security.identities.link', { provider: name }))));
      await allowAs(page, { subject, email: newEmail() });
      await expect(page).toHaveURL(/\/en\/settings\/security$/);
      const unlink = page.getByRole(...button(t('settings.security.identities.unlink', { provider: name })));
      await expect(unlink).toBeVisible();
      const user = await userOf(person.email);
      expect(user?.identities).toMatchObject([{ provider: id, subject }]);
      expect(user?.sessions).toHaveLength(1); // linking creates no session

      await db.user.update({ where: { id: person.id }, data: { passwordHash: null } });
      await hand.press(unlink);
      await expect(page.getByText(t('settings.security.identities.lastWay'))).toBeVisible();
      await db.user.update({ where: { id: person.id }, data: { passwordHash: 'set' } });
      await hand.press(unlink);
      await expect(unlink).toBeHidden();
      expect((await userOf(person.email))?.identities).toEqual([]);
    });

    for (const locale of ['en', 'de'] as const) {
      test(`handles a declined consent, in ${locale}`, async ({ page, hand }) => {
        const words = await wordsOf(locale);
        await page.goto(`/${locale}/sign-in?callbackUrl=/${locale}/keys`);
        await hand.press(page.getByRole(...button(words('auth.signIn.provider', { provider: name }))));
        await refuseConsent(page);
        await expect(page.getByText(words('auth.providerErrors.access_denied'))).toBeVisible();
        const { pathname, searchParams } = new URL(page.url());
        expect(pathname).toBe(`/${locale}/sign-in`);
        expect(searchParams.get('callbackUrl')).toMatch(new RegExp(`/${locale}/keys$`));
      });
    }
  });
}

test('a declined consent while linking is reported on the settings page', async ({ page, hand, signIn }) => {
  await signIn();
  const link = page.getByRole(...button(t('settings.security.identities.link', { provider: 'GitHub' })));
  await page.goto('/en/settings/security');
  await hand.press(link);
  await refuseConsent(page);
  await expect(page).toHaveURL(/\/en\/settings\/security\?error=access_denied#identities$/);
  await expect(page.getByText(t('auth.providerErrors.access_denied'))).toBeInViewport();

  const subject = newSubject();
  const other = await createPerson();
  const identity = { provider: 'github', subject, userId: other.id, createdAt: new Date() };
  await db.linkedIdentity.create({ data: identity });
  await hand.press(link);
  await allowAs(page, { subject, email: newEmail() });
  await expect(page.getByText(t('auth.providerErrors.linked_elsewhere'))).toBeVisible();
});

test('the destination survives a declined consent and another sign-in method', async ({ page, hand }) => {
  const { email } = await createPerson();
  await page.goto('/en/settings/audit?before=evt_none');
  await hand.press(page.getByRole(...continueWith('Google')));
  await allowAs(page, { subject: newSubject(), email });
  await expect(page.getByText(t('auth.providerErrors.sign_in_to_link'))).toBeVisible();
  await submitSignIn(page, email);
  await expect(page).toHaveURL(/\/en\/settings\/audit\?before=evt_none$/);
});

test('a provider is no second factor: a code is required, even when signed in', async ({ page, hand, context }) => {
  const person = await createPerson();
  const subject = newSubject();
  const now = new Date();
  await db.linkedIdentity.create({ data: { provider: 'google', subject, userId: person.id, createdAt: now } });
  await db.totp.create({ data: { userId: person.id, secret: new Uint8Array(1), createdAt: now, confirmedAt: now } });
  await page.goto('/en/sign-in?callbackUrl=/en/keys');
  await hand.press(page.getByRole(...continueWith('Google')));
  await allowAs(page, { subject, email: person.email });
  await expect(page.getByLabel(t('auth.code.label'), { exact: true })).toBeVisible();
  const { searchParams, hash } = new URL(page.url());
  expect([...searchParams.keys()].sort(), 'the challenge stays out of the address').toEqual(['callbackUrl', 'step']);
  expect(hash).toBe('');

  const cookie = await sessionCookieOf(person);
  await context.addCookies([cookie]);
  await ageSession(person);
  const { csrfToken } = await (await page.request.get('/api/auth/csrf')).json();
  const started = await page.request.post('/api/auth/signin/google', {
    headers: { origin: new URL(page.url()).origin },
    form: { csrfToken, json: 'true' },
  });
  await page.goto((await started.json()).url);
  await allowAs(page, { subject, email: person.email });
  await expect(page).not.toHaveURL(/authorize/);
  const [session, ...more] = (await userOf(person.email))?.sessions ?? [];
  expect(more).toEqual([]);
  expect(session?.steppedUpAt.getTime()).toBeLessThan(now.getTime());
});

test('a provider alone does not sign in a user with a passkey on another device', async ({ page, hand }) => {
  const person = await createPerson({ hasPasskey: true });
  const subject = newSubject();
  await db.linkedIdentity.create({ data: { provider: 'google', subject, userId: person.id, createdAt: new Date() } });
  await page.goto('/en/sign-in');
  await hand.press(page.getByRole(...continueWith('Google')));
  await allowAs(page, { subject, email: person.email });
  await expect(page.getByRole(...button(t('auth.code.passkey')))).toBeVisible();
  expect((await userOf(person.email))?.sessions).toEqual([]);

  await page.goto('/en/sign-in');
  await expect(page.getByRole(...continueWith('Google'))).toBeVisible();
});

test('sign-in with a provider returns to the requested private page, never to a foreign one', async ({
  page,
  hand,
}) => {
  const visitor = { subject: newSubject(), email: newEmail() };
  await page.goto('/en/keys');
  await expectSignedOut(page);
  await hand.press(page.getByRole(...continueWith('Google')));
  await allowAs(page, visitor);
  await expect(page).toHaveURL(/\/en\/keys$/);

  await page.context().clearCookies();
  await page.goto(`/en/sign-in?callbackUrl=${encodeURIComponent('https://evil.example/en/keys')}`);
  await hand.press(page.getByRole(...continueWith('Google')));
  await allowAs(page, visitor);
  await expectSignedIn(page);
});
