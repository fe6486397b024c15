import '#lib/testing/own-data.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { CALLER, givenUser } from '#lib/testing/accounts.ts';
import { type Ceremony, SoftwareAuthenticator } from '#lib/testing/authenticator.ts';
import { addPasskey, signInWithPasskey, startPasskeyRegistration, startPasskeySignIn } from './passkeys.ts';
import { redeemTicket } from './sign-in.ts';
import { stepUp } from './step-up.ts';
import { TOKEN_LIFETIME_MS } from './tokens.ts';

const now = new Date('2026-11-22T12:00:00Z');
const HERE = { origin: 'http://localhost:3000', rpId: 'localhost' };
const REFUSED = { code: 'invalid_token' };

type User = Awaited<ReturnType<typeof givenUser>>;
let user: User;
let authenticator: SoftwareAuthenticator;
beforeEach(async () => {
  user = await givenUser();
  authenticator = new SoftwareAuthenticator();
});

async function register(lie: Partial<Ceremony> = {}, who = user, moment = now) {
  const { challenge } = await startPasskeyRegistration(who, now);
  const response = authenticator.register({ ...HERE, challenge, counter: 1, ...lie });
  await addPasskey(user, { response, name: 'Laptop' }, CALLER, moment);
}

async function answer(lie: Partial<Ceremony> = {}) {
  const { challenge } = await startPasskeySignIn(now);
  return authenticator.authenticate({ ...HERE, challenge, counter: 2, ...lie });
}

const signIn = async (lie: Partial<Ceremony> = {}) => signInWithPasskey(await answer(lie), now);

/** Changes that a phishing page, a thief or a copied key could make. */
const LIES: [string, Partial<Ceremony>][] = [
  ['another site', { origin: 'https://evil.example' }],
  ['another port of this host', { origin: 'http://localhost:3001' }],
  ['this host by another scheme', { origin: 'https://localhost:3000' }],
  ['an origin that only begins like ours', { origin: 'http://localhost:3000.evil.example' }],
  ['a key made for another host', { rpId: 'evil.example' }],
  ['a key made for a host below ours', { rpId: 'sub.localhost' }],
  ['nobody who showed to be its owner', { isVerified: false }],
  ['a challenge nobody gave', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
];

describe('a new passkey', () => {
  it('is stored with the values of its authenticator', async () => {
    await register();
    const [passkey] = await db.passkey.findMany({ where: { userId: user.id } });
    expect(passkey).toMatchObject({ id: authenticator.id.toString('base64url'), counter: 1n, name: 'Laptop' });
  });

  it.each(LIES)('is refused from %s', async (_, lie) => {
    await expect(register(lie)).rejects.toMatchObject(REFUSED);
    expect(await db.passkey.count({ where: { userId: user.id } })).toBe(0);
  });

  it('is refused with a challenge made for another user', async () => {
    await expect(register({}, await givenUser())).rejects.toMatchObject(REFUSED);
  });

  it('is refused with a challenge made for signing in', async () => {
    const { challenge } = await startPasskeySignIn(now);
    await expect(register({ challenge })).rejects.toMatchObject(REFUSED);
  });

  it('is refused when its challenge was answered before, or is too old', async () => {
    const { challenge } = await startPasskeyRegistration(user, now);
    await register({ challenge });
    authenticator = new SoftwareAuthenticator();
    await expect(register({ challenge })).rejects.toMatchObject(REFUSED);
    const late = new Date(now.getTime() + TOKEN_LIFETIME_MS.passkey_registration);
    await expect(register({}, user, late)).rejects.toMatchObject(REFUSED);
  });
});

describe('signing in', () => {
  beforeEach(() => register());

  it('works with the right key, and remembers how often it has signed', async () => {
    expect(await redeemTicket(await signIn({ counter: 2 }), now)).toEqual({ userId: user.id, method: 'passkey' });
    await signIn({ counter: 9 });
    expect(await db.passkey.findFirst({ where: { userId: user.id } })).toMatchObject({ counter: 9n, lastUsedAt: now });
  });

  it.each(LIES)('is refused from %s', async (_, lie) => {
    await expect(signIn(lie)).rejects.toMatchObject(REFUSED);
    expect(await db.passkey.findFirst({ where: { userId: user.id } })).toMatchObject({ counter: 1n, lastUsedAt: null });
  });

  it.each([0, 1, 4, 5])('is refused when the counter goes from 5 to %i: the key was copied', async (counter) => {
    await signIn({ counter: 5 });
    await expect(signIn({ counter })).rejects.toMatchObject(REFUSED);
  });

  it('is refused the second time for one challenge, also with a counter that has grown', async () => {
    const { challenge } = await startPasskeySignIn(now);
    const first = await answer({ challenge, counter: 2 });
    await signInWithPasskey(first, now);
    await expect(signInWithPasskey(first, now)).rejects.toMatchObject(REFUSED);
    await expect(signIn({ challenge, counter: 3 })).rejects.toMatchObject(REFUSED);
  });

  it('is refused for two at once with one challenge', async () => {
    const { challenge } = await startPasskeySignIn(now);
    const both = [await answer({ challenge, counter: 2 }), await answer({ challenge, counter: 3 })];
    const tries = await Promise.allSettled(both.map((response) => signInWithPasskey(response, now)));
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is refused when another key signs in its name', async () => {
    const forged = { ...(await answer()) };
    forged.response = new SoftwareAuthenticator().authenticate({
      ...HERE,
      challenge: (await startPasskeySignIn(now)).challenge,
      counter: 2,
    }).response;
    await expect(signInWithPasskey(forged, now)).rejects.toMatchObject(REFUSED);
  });

  it('is refused with an unregistered key', async () => {
    authenticator = new SoftwareAuthenticator();
    await expect(signIn()).rejects.toMatchObject(REFUSED);
  });

  it('steps up only its owner', async () => {
    const other = await givenUser();
    const prover = { id: other.id, sessionId: 'sess_none', hasTotp: false, hasPasskey: true };
    await expect(stepUp(prover, { passkey: await answer() }, now)).rejects.toMatchObject(REFUSED);
  });
});
