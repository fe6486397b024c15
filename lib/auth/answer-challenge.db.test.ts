import '#lib/testing/own-data.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { requestMagicLink, signInWithLink } from '#lib/accounts/magic-link.ts';
import { requestPasswordReset, resetPassword } from '#lib/accounts/reset-password.ts';
import { db } from '#lib/db/client.ts';
import { asking, CALLER, givenUser, PASSWORD, signedIn, tokenMailedTo } from '#lib/testing/accounts.ts';
import { type Ceremony, SoftwareAuthenticator } from '#lib/testing/authenticator.ts';
import { answerChallenge, answerWithPasskey, findChallenge, startPasskeyAnswer } from './answer-challenge.ts';
import { addPasskey, signInWithPasskey, startPasskeyRegistration, startPasskeySignIn } from './passkeys.ts';
import { readSession, type SignInMethod } from './sessions.ts';
import { admit, redeemTicket, type SignInStep, signInWithPassword } from './sign-in.ts';
import { TOKEN_LIFETIME_MS } from './tokens.ts';

const now = new Date('2026-11-22T12:00:00Z');
const late = new Date(now.getTime() + TOKEN_LIFETIME_MS.second_factor);
const HERE = { origin: 'http://localhost:3000', rpId: 'localhost' };
const REFUSED = { code: 'invalid_token' };

/** A user with a password, a passkey and its recovery codes, but no app. */
async function givenHolder() {
  const user = await givenUser();
  const authenticator = new SoftwareAuthenticator();
  const { challenge } = await startPasskeyRegistration(user, now);
  const response = authenticator.register({ ...HERE, challenge, counter: 1 });
  const codes = (await addPasskey(user, { response, name: 'Laptop' }, CALLER, now)) ?? [];
  return { user, authenticator, codes };
}

let holder: Awaited<ReturnType<typeof givenHolder>>;
beforeEach(async () => {
  holder = await givenHolder();
});

function challengeIn(step: SignInStep): string {
  if (step.status !== 'second_factor') throw new Error('No second factor was asked for.');
  return step.challenge;
}

const signIn = () => signInWithPassword({ email: holder.user.email, password: PASSWORD }, CALLER, now);
const givenChallenge = async () => challengeIn(await signIn());

async function sign(challenge: string, lie: Partial<Ceremony> = {}, { authenticator } = holder) {
  const options = await startPasskeyAnswer(challenge, now);
  return authenticator.authenticate({ ...HERE, challenge: options.challenge, counter: 2, ...lie });
}

const answer = async (challenge: string, ...how: [lie?: Partial<Ceremony>, by?: typeof holder]) =>
  answerWithPasskey(challenge, await sign(challenge, ...how), CALLER, now);

describe('a user with a passkey and no app', () => {
  const asked = { status: 'second_factor', hasTotp: false, hasPasskey: true };

  it('is asked for it after the password', async () => expect(await signIn()).toMatchObject(asked));

  it('is asked for it after a mailed link', async () => {
    await requestMagicLink(asking(holder.user.email), CALLER);
    expect(await signInWithLink(await tokenMailedTo(holder.user.email), CALLER)).toMatchObject(asked);
  });

  it('is asked for it after a new password by mail', async () => {
    await requestPasswordReset(asking(holder.user.email), CALLER);
    const token = await tokenMailedTo(holder.user.email);
    expect(await resetPassword({ token, password: 'another long phrase' }, CALLER)).toMatchObject(asked);
  });

  it.each<SignInMethod>(['google', 'github'])('is asked for it after %s', async (method) => {
    expect(await admit(holder.user, method, now)).toMatchObject(asked);
  });

  it('is not asked for more after the passkey itself', async () => {
    const { challenge } = await startPasskeySignIn(now);
    const response = holder.authenticator.authenticate({ ...HERE, challenge, counter: 2 });
    const ticket = await signInWithPasskey(response, now);
    expect(await redeemTicket(ticket, now)).toEqual({ userId: holder.user.id, method: 'passkey' });
  });

  it('stays signed in where they were', async () => {
    const user = await givenUser();
    const { token } = await signedIn(user.id, { now });
    const { challenge } = await startPasskeyRegistration(user, now);
    const response = new SoftwareAuthenticator().register({ ...HERE, challenge });
    await addPasskey(user, { response, name: 'Laptop' }, CALLER, now);
    expect(await readSession(token, now)).not.toBeNull();
  });
});

describe('a passkey as the second factor', () => {
  it('gives the ticket', async () => {
    const ticket = await answer(await givenChallenge());
    expect(await redeemTicket(ticket, now)).toEqual({ userId: holder.user.id, method: 'passkey' });
  });

  it('is asked for by name', async () => {
    const { allowCredentials, userVerification } = await startPasskeyAnswer(await givenChallenge(), now);
    expect(allowCredentials?.map(({ id }) => id)).toEqual([holder.authenticator.id.toString('base64url')]);
    expect(userVerification).toBe('required');
  });

  it('of another user is refused, and the try is logged', async () => {
    const other = await givenHolder();
    await expect(answer(await givenChallenge(), {}, other)).rejects.toMatchObject(REFUSED);
    const told = { action: 'session.refused', userId: holder.user.id, target: 'second_factor' };
    expect(await db.auditEvent.count({ where: told })).toBe(1);
  });

  it.each<[string, Partial<Ceremony>]>([
    ['from another site', { origin: 'https://evil.example' }],
    ['of nobody who showed to be its owner', { isVerified: false }],
    ['that was copied', { counter: 1 }],
    ['for a challenge nobody gave', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
  ])('is refused %s', async (_, lie) => {
    await expect(answer(await givenChallenge(), lie)).rejects.toMatchObject(REFUSED);
  });

  it('answers a first factor once', async () => {
    const challenge = await givenChallenge();
    const signed = [await sign(challenge), await sign(challenge, { counter: 3 })];
    const answers = signed.map((response) => answerWithPasskey(challenge, response, CALLER, now));
    const outcomes = await Promise.allSettled(answers);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(startPasskeyAnswer(challenge, now)).rejects.toMatchObject(REFUSED);
  });

  it('is not enough without a first one', async () => {
    const signed = await sign(await givenChallenge());
    await expect(answerWithPasskey('x'.repeat(43), signed, CALLER, now)).rejects.toMatchObject(REFUSED);
  });

  it('is refused too late, and after five tries', async () => {
    const challenge = await givenChallenge();
    const signed = await sign(challenge);
    await expect(answerWithPasskey(challenge, signed, CALLER, late)).rejects.toMatchObject(REFUSED);
    for (let tries = 0; tries < 5; tries += 1)
      await expect(answer(challenge, { isVerified: false })).rejects.toMatchObject(REFUSED);
    await expect(answerWithPasskey(challenge, signed, CALLER, now)).rejects.toMatchObject(REFUSED);
  });
});

describe('with the passkey’s device away', () => {
  it('a recovery code signs in, once', async () => {
    const [code = ''] = holder.codes;
    const ticket = await answerChallenge(await givenChallenge(), code, CALLER, now);
    expect(await redeemTicket(ticket, now)).toEqual({ userId: holder.user.id, method: 'recovery_code' });
    const again = answerChallenge(await givenChallenge(), code, CALLER, now);
    await expect(again).rejects.toMatchObject({ code: 'invalid_code' });
  });

  it('another user’s code does not', async () => {
    const { codes } = await givenHolder();
    const attempt = answerChallenge(await givenChallenge(), codes[0] ?? '', CALLER, now);
    await expect(attempt).rejects.toMatchObject({ code: 'invalid_code' });
  });
});

describe('an open challenge', () => {
  it('lists the factors that can answer it', async () => {
    const challenge = await givenChallenge();
    expect(await findChallenge(challenge, now)).toEqual({ challenge, hasTotp: false, hasPasskey: true });
  });

  it('is not found once answered or expired, or by another secret', async () => {
    const challenge = await givenChallenge();
    expect(await findChallenge(challenge, late)).toBeNull();
    await answer(challenge);
    expect(await findChallenge(challenge, now)).toBeNull();
    expect(await findChallenge('x'.repeat(43), now)).toBeNull();
  });
});
