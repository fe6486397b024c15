import '#lib/testing/own-data.ts';
import { describe, expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { TokenPurpose } from '#lib/db/generated/client.ts';
import { givenUser } from '#lib/testing/accounts.ts';
import { revokeAllSessions } from './sessions.ts';
import { hashSecret, issueToken, redeemToken, TOKEN_LIFETIME_MS, tryToken } from './tokens.ts';

const now = new Date('2026-11-22T12:00:00Z');
const at = (ms: number) => new Date(now.getTime() + ms);
const REFUSED = { code: 'invalid_token' };

describe.each(Object.values(TokenPurpose))('a token to %s', (purpose) => {
  it('works once', async () => {
    const user = await givenUser();
    const secret = await issueToken(db, { purpose, user, now });
    expect((await redeemToken(db, purpose, secret, now)).user.id).toBe(user.id);
    await expect(redeemToken(db, purpose, secret, now)).rejects.toMatchObject(REFUSED);
  });

  it('works once even when used by many at once', async () => {
    const secret = await issueToken(db, { purpose, user: await givenUser(), now });
    const uses = await Promise.allSettled(Array.from({ length: 8 }, () => redeemToken(db, purpose, secret, now)));
    expect(uses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('expires', async () => {
    const secret = await issueToken(db, { purpose, user: await givenUser(), now });
    const lifetime = TOKEN_LIFETIME_MS[purpose];
    await expect(redeemToken(db, purpose, secret, at(lifetime))).rejects.toMatchObject(REFUSED);
    await expect(redeemToken(db, purpose, secret, at(lifetime - 1))).resolves.toBeDefined();
  });

  it('ends when the user signs out everywhere or sets a new password', async () => {
    const user = await givenUser();
    const secret = await issueToken(db, { purpose, user, now });
    await revokeAllSessions(db, user.id, now);
    await expect(redeemToken(db, purpose, secret, now)).rejects.toMatchObject(REFUSED);
  });

  it('is invalid for any other purpose', async () => {
    const secret = await issueToken(db, { purpose, user: await givenUser(), now });
    for (const other of Object.values(TokenPurpose))
      if (other !== purpose) await expect(redeemToken(db, other, secret, now)).rejects.toMatchObject(REFUSED);
  });
});

it('is kept as a hash only', async () => {
  const secret = await issueToken(db, { purpose: 'magic_link', user: await givenUser(), now });
  const row = await db.userToken.findUniqueOrThrow({ where: { hash: hashSecret(secret) } });
  expect(JSON.stringify(row)).not.toContain(secret);
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
});

it('identifies its own user, not the one who uses it', async () => {
  const [ada, eve] = await Promise.all([givenUser(), givenUser()]);
  const secret = await issueToken(db, { purpose: 'reset_password', user: ada, now });
  expect((await redeemToken(db, 'reset_password', secret, now)).user.id).not.toBe(eve.id);
});

it('allows five tries', async () => {
  const secret = await issueToken(db, { purpose: 'second_factor', user: await givenUser(), now });
  for (let count = 0; count < 5; count += 1) await tryToken(db, 'second_factor', secret, now);
  await expect(tryToken(db, 'second_factor', secret, now)).rejects.toMatchObject(REFUSED);
});
