import '#lib/testing/own-data.ts';
import { expect, it } from 'vitest';
import { STEP_UP_MS } from '#lib/auth/current-user.ts';
import { readSession } from '#lib/auth/sessions.ts';
import { signInWithPassword } from '#lib/auth/sign-in.ts';
import { db } from '#lib/db/client.ts';
import { CALLER, givenUser, PASSWORD, signedIn } from '#lib/testing/accounts.ts';
import { changePassword } from './change-password.ts';

const NEXT = 'another long one';
const now = new Date('2026-11-22T12:00:00Z');
const earlier = (ms: number) => new Date(now.getTime() - ms);
const right = { current: PASSWORD, next: NEXT };

/** A user whose session was opened `ageMs` ago. */
async function given({ hasPasskey = false, hasPassword = true, ageMs = STEP_UP_MS }) {
  const { id, email } = await givenUser({ hasPasskey });
  if (!hasPassword) await db.user.update({ where: { id }, data: { passwordHash: null } });
  return { email, ...(await signedIn(id, { now: earlier(ageMs) })) };
}

const hashOf = async (id: string) => (await db.user.findUniqueOrThrow({ where: { id } })).passwordHash;

it.each([
  ['with a second factor, an old session and the password do not suffice', { hasPasskey: true }],
  ['without a password, an old session does not set one', { hasPassword: false }],
])('%s', async (_, wishes) => {
  const { user, token } = await given(wishes);
  const before = await hashOf(user.id);
  await expect(changePassword(user, right, CALLER, now)).rejects.toMatchObject({ code: 'step_up_required' });
  expect(await hashOf(user.id)).toBe(before);
  expect(await readSession(token, now)).not.toBeNull();
});

it('without a second factor, the password typed is proof enough', async () => {
  const { user, email, token } = await given({});
  const next = await changePassword(user, right, CALLER, now);
  expect(await readSession(token, now)).toBeNull();
  expect(await readSession(next, now)).toMatchObject({ steppedUpAt: now });
  expect((await signInWithPassword({ email, password: NEXT }, CALLER, now)).status).toBe('ticket');
});

it('opens no session that is fresher than the proof, and ends all others', async () => {
  const ageMs = STEP_UP_MS / 2;
  const { user, token } = await given({ hasPasskey: true, ageMs });
  const other = (await signedIn(user.id, { now })).token;
  const next = await changePassword(user, right, CALLER, now);
  expect(next.sessionId).not.toBe(token.sessionId);
  expect(await readSession(next, now)).toMatchObject({ steppedUpAt: earlier(ageMs), createdAt: earlier(ageMs) });
  expect([await readSession(token, now), await readSession(other, now)]).toEqual([null, null]);
});

it('is refused with a wrong password, also right after a proof', async () => {
  const { user } = await given({ hasPasskey: true, ageMs: 0 });
  const change = changePassword(user, { current: 'wrong', next: NEXT }, CALLER, now);
  await expect(change).rejects.toMatchObject({ code: 'invalid_credentials', options: { param: 'current' } });
});
