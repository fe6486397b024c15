import '#lib/testing/own-data.ts';
import { expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { CALLER, givenUser, givePasskey, mailTo, PASSWORD, signedIn } from '#lib/testing/accounts.ts';
import { answerChallenge } from './answer-challenge.ts';
import { replaceRecoveryCodes } from './recovery-codes.ts';
import { resetFactors } from './reset-factors.ts';
import { readSession } from './sessions.ts';
import { signInWithPassword } from './sign-in.ts';

const now = new Date('2026-11-22T12:00:00Z');

async function givenFactors() {
  const user = await givenUser({ hasPasskey: true });
  await givePasskey(user.id);
  await db.totp.create({ data: { userId: user.id, secret: new Uint8Array(1), confirmedAt: now } });
  return { user, codes: await replaceRecoveryCodes(user, CALLER, now) };
}

const signIn = (email: string) => signInWithPassword({ email, password: PASSWORD }, CALLER, now);

it('takes every factor away, so that the password signs in again', async () => {
  const { user } = await givenFactors();
  expect(await resetFactors(user.email.toUpperCase(), now)).toEqual({ hadTotp: true, passkeys: 2 });
  expect(await signIn(user.email)).toMatchObject({ status: 'ticket' });
});

it('ends open sessions, and a sign-in that waits for a code', async () => {
  const { user, codes } = await givenFactors();
  const { token } = await signedIn(user.id, { now });
  const step = await signIn(user.email);
  if (step.status !== 'second_factor') throw new Error('No second factor was asked for.');
  await resetFactors(user.email, now);
  expect(await readSession(token, now)).toBeNull();
  const answer = answerChallenge(step.challenge, codes[0] ?? '', CALLER, now);
  await expect(answer).rejects.toMatchObject({ code: 'invalid_token' });
});

it('is logged and reported to the mailbox', async () => {
  const { user } = await givenFactors();
  await resetFactors(user.email, now);
  const event = await db.auditEvent.findFirst({ where: { userId: user.id, action: 'second_factor.reset' } });
  expect(event).toMatchObject({ actorId: null, details: { hadTotp: true, passkeys: 2 } });
  const [mail] = await mailTo(user.email);
  expect(mail?.text).toContain('The operator removed the authenticator app');
});

it('changes nothing for a stranger, or for a user without a factor', async () => {
  const user = await givenUser();
  const { token } = await signedIn(user.id, { now });
  await expect(resetFactors(user.email, now)).rejects.toMatchObject({ code: 'not_found' });
  await expect(resetFactors('nobody@example.com', now)).rejects.toMatchObject({ code: 'not_found' });
  expect(await readSession(token, now)).not.toBeNull();
});
