import '#lib/testing/own-data.ts';
import { Secret, TOTP } from 'otpauth';
import { beforeEach, expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { CALLER, givenUser, PASSWORD, signedIn } from '#lib/testing/accounts.ts';
import { SoftwareAuthenticator } from '#lib/testing/authenticator.ts';
import { answerChallenge } from './answer-challenge.ts';
import { addPasskey, removePasskey, startPasskeyRegistration } from './passkeys.ts';
import { countRecoveryCodes, replaceRecoveryCodes } from './recovery-codes.ts';
import { signInWithPassword } from './sign-in.ts';
import { confirmTotp, disableTotp, startTotp } from './totp.ts';

const now = new Date('2026-11-22T12:00:00Z');
const HERE = { origin: 'http://localhost:3000', rpId: 'localhost' };

let user: Awaited<ReturnType<typeof givenUser>>;
beforeEach(async () => {
  user = await givenUser();
});

/** Adds a passkey. @returns its id, and the recovery codes that were shown */
async function withPasskey() {
  const { challenge } = await startPasskeyRegistration(user, now);
  const response = new SoftwareAuthenticator().register({ ...HERE, challenge });
  return { id: response.id, codes: await addPasskey(user, { response, name: 'Laptop' }, CALLER, now) };
}

async function withApp(): Promise<string[]> {
  const { user: current } = await signedIn(user.id, { now });
  const { secret } = await startTotp(user);
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });
  return confirmTotp(current, code, CALLER, now);
}

async function use(code = '') {
  const step = await signInWithPassword({ email: user.email, password: PASSWORD }, CALLER, now);
  if (step.status !== 'second_factor') throw new Error('No second factor was asked for.');
  return answerChallenge(step.challenge, code, CALLER, now);
}

it('come with the first passkey, ten of them', async () => {
  const { codes } = await withPasskey();
  expect(new Set(codes).size).toBe(10);
  expect(await countRecoveryCodes(user.id)).toBe(10);
});

it('stay unchanged when another passkey or one beside an app is added', async () => {
  const { codes } = await withPasskey();
  expect((await withPasskey()).codes).toBeNull();
  await use(codes?.[0]);

  user = await givenUser();
  const [code] = await withApp();
  expect((await withPasskey()).codes).toBeNull();
  await use(code);
});

it('come again with a passkey for a user who has none left', async () => {
  await withPasskey();
  await db.recoveryCode.updateMany({ where: { userId: user.id }, data: { usedAt: now } });
  expect((await withPasskey()).codes).toHaveLength(10);
});

it('are made once for two first passkeys at a time', async () => {
  const added = await Promise.all([withPasskey(), withPasskey()]);
  expect(added.filter(({ codes }) => codes !== null)).toHaveLength(1);
});

it('stay while one factor is left, whichever it is', async () => {
  const { id } = await withPasskey();
  const codes = await withApp();
  await removePasskey(user, id, CALLER, now);
  await use(codes[0]);
  await withPasskey();
  await disableTotp(user, CALLER, now);
  await use(codes[1]);
});

it.each(['passkey', 'app'])('go with the last factor, when it is the %s', async (last) => {
  if (last === 'app') {
    await withApp();
    await disableTotp(user, CALLER, now);
  } else {
    await removePasskey(user, (await withPasskey()).id, CALLER, now);
  }
  expect(await db.recoveryCode.count({ where: { userId: user.id } })).toBe(0);
  expect(await signInWithPassword({ email: user.email, password: PASSWORD }, CALLER, now)).toMatchObject({
    status: 'ticket',
  });
});

it('are replaced for a passkey’s owner, and the old ones stop working', async () => {
  const { codes } = await withPasskey();
  const [replaced] = await replaceRecoveryCodes(user, CALLER, now);
  await expect(use(codes?.[0])).rejects.toMatchObject({ code: 'invalid_code' });
  await use(replaced);
});

it('are not made without a factor that asks for them', async () => {
  await expect(replaceRecoveryCodes(user, CALLER, now)).rejects.toMatchObject({ code: 'not_found' });
});
