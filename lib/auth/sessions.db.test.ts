import '#lib/testing/own-data.ts';
import { describe, expect, it } from 'vitest';
import { changePassword } from '#lib/accounts/change-password.ts';
import { db } from '#lib/db/client.ts';
import { CALLER, givenUser, PASSWORD, signedIn } from '#lib/testing/accounts.ts';
import { findSessionToken, toSessionCookie } from './session-token.ts';
import {
  ABSOLUTE_MS,
  IDLE_MS,
  listSessions,
  openSession,
  readSession,
  revokeSession,
  signOutEverywhere,
} from './sessions.ts';

const now = new Date('2026-11-22T12:00:00Z');
const at = (ms: number) => new Date(now.getTime() + ms);
const open = (userId: string) => openSession({ userId, method: 'password', caller: CALLER, now });

it('has a new id at each sign-in, also after another user’s session', async () => {
  const user = await givenUser();
  const [first, second] = [await open(user.id), await open(user.id)];
  expect(second.sessionId).not.toBe(first.sessionId);
});

it('cannot be chosen by setting the cookie', async () => {
  expect(await findSessionToken('sess_chosen')).toBeNull();
  expect(await readSession({ sessionId: 'sess_chosen', version: 1 }, now)).toBeNull();
});

it('survives the way through the cookie', async () => {
  const token = await open((await givenUser()).id);
  expect(await findSessionToken(await toSessionCookie(token))).toEqual(token);
});

describe('a session ends', () => {
  it('after twelve idle hours', async () => {
    const token = await open((await givenUser()).id);
    expect(await readSession(token, at(IDLE_MS))).toBeNull();
  });

  it('after seven days of use', async () => {
    const token = await open((await givenUser()).id);
    for (let ms = 0; ms < ABSOLUTE_MS; ms += IDLE_MS / 2) expect(await readSession(token, at(ms))).not.toBeNull();
    expect(await readSession(token, at(ABSOLUTE_MS))).toBeNull();
  });

  it('when it is revoked, and only by its user', async () => {
    const [ada, eve] = await Promise.all([givenUser(), givenUser()]);
    const token = await open(ada.id);
    await expect(revokeSession(eve.id, token.sessionId, CALLER)).rejects.toMatchObject({ code: 'not_found' });
    expect(await readSession(token, now)).not.toBeNull();
    await revokeSession(ada.id, token.sessionId, CALLER, now);
    expect(await readSession(token, now)).toBeNull();
  });

  it('everywhere at once', async () => {
    const user = await givenUser();
    const tokens = [await open(user.id), await open(user.id)];
    await signOutEverywhere(user.id, CALLER, now);
    for (const token of tokens) expect(await readSession(token, now)).toBeNull();
    expect(await listSessions(user.id, now)).toEqual([]);
  });

  it('with a new password, also for a cookie whose row was restored', async () => {
    const user = await givenUser();
    const { token, user: changer } = await signedIn(user.id, { now });
    await changePassword(changer, { current: PASSWORD, next: 'another long one' }, CALLER, now);
    expect(await readSession(token, now)).toBeNull();
    await db.session.update({ where: { id: token.sessionId }, data: { revokedAt: null } });
    expect(await readSession(token, now)).toBeNull();
  });
});
