import '#lib/testing/own-data.ts';
import { describe, expect, it, vi } from 'vitest';
import * as passwords from '#lib/auth/password.ts';
import { signInWithPassword } from '#lib/auth/sign-in.ts';
import { db } from '#lib/db/client.ts';
import {
  asking,
  CALLER,
  givenUser,
  mailTo,
  newEmail,
  PASSWORD,
  signedIn,
  tokenMailedTo,
} from '#lib/testing/accounts.ts';
import { changePassword } from './change-password.ts';
import { requestMagicLink, signInWithLink } from './magic-link.ts';
import { findUserByEmail } from './queries.ts';
import { requestPasswordReset, resetPassword } from './reset-password.ts';
import { resendVerification, signUp } from './sign-up.ts';
import { giveStartingGrant } from './starting-grant.ts';
import { verifyEmail } from './verify-email.ts';

const now = new Date();
const NOWHERE = { ip: '127.0.0.1', userAgent: null };
const input = (email: string) => ({
  ...{ email, password: PASSWORD, browser: 'this browser' },
  ...{ locale: 'de' as const, next: '/de/overview' },
});
const outcome = (work: Promise<unknown>) =>
  work.then(
    (value) => ({ value }),
    ({ code, message }) => ({ code, message }),
  );

async function availableOf(userId: string): Promise<bigint> {
  const where = { account: { kind: 'personal' as const, memberships: { some: { userId } } } };
  return (await db.accountBalance.findFirstOrThrow({ where })).available;
}

describe('signing up', () => {
  it('makes a user whose mailbox signs in from the same browser, and gives 5 USD in the sandbox', async () => {
    const email = newEmail();
    await signUp(input(email), NOWHERE, now);
    const step = await verifyEmail({ token: await tokenMailedTo(email), browser: 'this browser' }, NOWHERE, now);
    expect(step.status).toBe('ticket');
    const user = await findUserByEmail(email);
    expect(user).toMatchObject({ locale: 'de', emailVerifiedAt: now });
    expect(await availableOf(user?.id ?? '')).toBe(5_000_000_000n);
  });

  it('asks any other browser for the password, so that a stranger’s sign-up is not confirmed by mistake', async () => {
    const email = newEmail();
    await signUp(input(email), NOWHERE, now);
    const token = await tokenMailedTo(email);
    const refused = { code: 'invalid_credentials' };
    await expect(verifyEmail({ token }, NOWHERE, now)).rejects.toMatchObject(refused);
    await expect(verifyEmail({ token, browser: 'another' }, NOWHERE, now)).rejects.toMatchObject(refused);
    await expect(verifyEmail({ token, password: 'wrong' }, NOWHERE, now)).rejects.toMatchObject(refused);
    expect((await verifyEmail({ token, password: PASSWORD }, NOWHERE, now)).status).toBe('ticket');
  });

  it('answers alike and hashes alike whether the address is taken, and only the mail differs', async () => {
    const taken = await givenUser();
    const fresh = newEmail();
    const hashing = vi.spyOn(passwords, 'hashPassword');
    const answers = [];
    const hashes = [];
    for (const email of [taken.email, fresh]) {
      const before = hashing.mock.calls.length;
      answers.push(await outcome(signUp(input(email), NOWHERE, now)));
      hashes.push(hashing.mock.calls.length - before);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(hashes).toEqual([1, 1]);
    expect((await mailTo(taken.email))[0]?.text).not.toContain('token');
    expect((await mailTo(fresh))[0]?.text).toContain('/de/verify#token=');
    expect(await db.user.count({ where: { emailCanonical: taken.emailCanonical } })).toBe(1);
  });

  it('ignores fields that users may not set', async () => {
    const email = newEmail();
    await signUp({ ...input(email), isOperator: true, emailVerifiedAt: now } as never, NOWHERE, now);
    expect(await findUserByEmail(email)).toMatchObject({ emailVerifiedAt: null });
  });
});

describe('having the link sent again', () => {
  const asking = async (isVerified: boolean) => ({ ...(await givenUser({ isVerified })), isVerified });

  it('sends a valid link, three times an hour, and then the time to wait', async () => {
    const user = await asking(false);
    for (let count = 0; count < 3; count += 1) await resendVerification(user, NOWHERE, now);
    expect(await mailTo(user.email)).toHaveLength(3);
    await expect(resendVerification(user, NOWHERE, now)).rejects.toMatchObject({
      code: 'rate_limit_exceeded',
      options: { retryAfterSeconds: expect.closeTo(3_600, -2) },
    });
    const token = await tokenMailedTo(user.email);
    expect((await verifyEmail({ token, password: PASSWORD }, NOWHERE, now)).status).toBe('ticket');
  });

  it('gives the same response for an address confirmed meanwhile, and sends no mail', async () => {
    const user = await asking(true);
    expect(await outcome(resendVerification(user, NOWHERE, now))).toEqual({ value: undefined });
    expect(await mailTo(user.email)).toEqual([]);
  });
});

describe('a password that is easy to guess is refused', () => {
  const refused = (param: string) => ({ code: 'password_guessable', options: { param } });

  it('at sign-up, whether the address is taken or not, and without counting as a try', async () => {
    const caller = { ip: '198.51.100.9', userAgent: null };
    const emails = [newEmail(), (await givenUser()).email];
    for (const email of [...emails, ...emails])
      for (const password of ['Password123', email])
        await expect(signUp({ ...input(email), password }, caller, now)).rejects.toMatchObject(refused('password'));
    expect(await findUserByEmail(emails[0] ?? '')).toBeNull();
    await signUp(input(emails[0] ?? ''), caller, now);
  });

  it('at a reset, whose link then still works', async () => {
    const { email } = await givenUser();
    await requestPasswordReset(asking(email), NOWHERE, now);
    const token = await tokenMailedTo(email);
    const weak = resetPassword({ token, password: email.toUpperCase() }, NOWHERE, now);
    await expect(weak).rejects.toMatchObject(refused('password'));
    await resetPassword({ token, password: 'another long one' }, NOWHERE, now);
    expect((await signInWithPassword({ email, password: 'another long one' }, CALLER, now)).status).toBe('ticket');
  });

  it('at a change', async () => {
    const { user } = await signedIn((await givenUser()).id);
    const change = changePassword(user, { current: PASSWORD, next: 'tokenhub2026' }, CALLER, now);
    await expect(change).rejects.toMatchObject(refused('next'));
  });
});

describe('another spelling of a taken address does not take over its account', () => {
  it.each([
    ['capitals', (email: string) => email.toUpperCase()],
    ['fullwidth @', (email: string) => email.replace('@', '＠')],
    ['fullwidth letters', (email: string) => email.replace('u', 'ｕ')],
    ['spaces', (email: string) => ` ${email} `],
    ['fullwidth dot', (email: string) => email.replace('.com', '．com')],
    ['mathematical letters', (email: string) => email.replace('example', '𝐞𝐱𝐚𝐦𝐩𝐥𝐞')],
  ])('%s', async (_, vary) => {
    const owner = await givenUser();
    await signUp({ ...input(vary(owner.email)), password: 'the attacker’s' }, NOWHERE, now);
    const attempt = signInWithPassword({ email: vary(owner.email), password: 'the attacker’s' }, NOWHERE, now);
    await expect(attempt).rejects.toMatchObject({ code: 'invalid_credentials' });
    await requestPasswordReset(asking(vary(owner.email)), NOWHERE, now);
    // The mail goes to the address on file, never to the spelling that was typed.
    expect((await mailTo(owner.email)).length).toBeGreaterThanOrEqual(1);
    expect(vary(owner.email) === owner.email ? [] : await mailTo(vary(owner.email))).toEqual([]);
  });
});

describe('a mailed link leads back to the page it was requested for, in the language chosen there', () => {
  const to = { locale: 'fr', next: '/fr/settings/audit?before=x' } as const;
  const BACK = '?callbackUrl=%2Ffr%2Fsettings%2Faudit%3Fbefore%3Dx';
  const signUpAgain = (email: string, next: string) => signUp({ ...input(email), ...to, next }, NOWHERE, now);

  it.each([
    ['a sign-in link', '/fr/sign-in/link', requestMagicLink],
    ['a reset', '/fr/reset-password', requestPasswordReset],
  ])('%s', async (_, path, request) => {
    const { email } = await givenUser();
    await request({ email, ...to }, NOWHERE, now);
    const [mail] = await mailTo(email);
    expect(mail?.text).toContain(`http://localhost:3000${path}${BACK}#token=`);
    expect(mail?.text).toContain('ignore this mail'); // the letter keeps to the language of its reader
  });

  it.each([
    ['of a sign-up', '/fr/verify', async () => newEmail()],
    ['of a sign-up that was not finished', '/fr/verify', async () => (await givenUser({ isVerified: false })).email],
    ['to who has an account already', '/fr/sign-in', async () => (await givenUser()).email],
  ])('%s', async (_, path, make) => {
    const email = await make();
    await signUpAgain(email, to.next);
    expect((await mailTo(email))[0]?.text).toContain(`http://localhost:3000${path}${BACK}`);
  });

  it('and never to another site', async () => {
    const email = newEmail();
    await signUpAgain(email, '//evil.example/fr');
    expect((await mailTo(email))[0]?.text).toContain('http://localhost:3000/fr/verify#token=');
  });
});

describe('the response to a stranger', () => {
  it('is the same for every address at sign-in', async () => {
    const known = await givenUser();
    const verifying = vi.spyOn(passwords, 'verifyPassword');
    const tries = [];
    for (const email of [known.email, newEmail(), 'no address at all']) {
      tries.push(await outcome(signInWithPassword({ email, password: 'wrong password' }, CALLER, now)));
    }
    expect(new Set(tries.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(verifying).toHaveBeenCalledTimes(3);
  });

  it.each([
    ['resetting', requestPasswordReset],
    ['a sign-in link', requestMagicLink],
  ])('%s says the same, also beyond the limit', async (_, request) => {
    const known = await givenUser();
    for (let count = 0; count < 5; count += 1) {
      const answers = [
        await outcome(request(asking(known.email), NOWHERE, now)),
        await outcome(request(asking(newEmail()), NOWHERE, now)),
      ];
      expect(answers[0]).toEqual(answers[1]);
    }
    expect((await mailTo(known.email)).length).toBe(3);
  });
});

describe('an unconfirmed mailbox', () => {
  it.each([
    ['a link', requestMagicLink, (token: string) => signInWithLink(token, NOWHERE, now)],
    [
      'a reset',
      requestPasswordReset,
      (token: string) => resetPassword({ token, password: 'my own password' }, NOWHERE, now),
    ],
  ])('ends, by %s, the password somebody else chose for it', async (_, request, use) => {
    const email = newEmail();
    await signUp({ ...input(email), password: 'the squatter’s' }, NOWHERE, now);
    await request(asking(email), NOWHERE, now);
    expect((await use(await tokenMailedTo(email))).status).toBe('ticket');
    const squatter = signInWithPassword({ email, password: 'the squatter’s' }, CALLER, now);
    await expect(squatter).rejects.toMatchObject({ code: 'invalid_credentials' });
    expect((await findUserByEmail(email))?.emailVerifiedAt).toEqual(now);
  });
});

describe('the starting grant', () => {
  it('is given once, by however many at once', async () => {
    const user = await givenUser();
    await Promise.all(Array.from({ length: 8 }, () => giveStartingGrant(user.id, now)));
    expect(await availableOf(user.id)).toBe(5_000_000_000n);
  });

  it('is not given again to a mailbox that signs up again', async () => {
    const first = await givenUser();
    await giveStartingGrant(first.id, now);
    await db.user.delete({ where: { id: first.id } });
    const second = await givenUser({ email: first.email });
    await giveStartingGrant(second.id, now);
    expect(await availableOf(second.id)).toBe(0n);
  });
});
