import '#lib/testing/own-data.ts';
import { type Algorithm, hash } from '@node-rs/argon2';
import { expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { CALLER, givenUser, PASSWORD } from '#lib/testing/accounts.ts';
import { verifyPassword } from './password.ts';
import { renewHash, signInWithPassword } from './sign-in.ts';

const ARGON2ID: Algorithm.Argon2id = 2;
const hashOf = async (id: string) => (await db.user.findUniqueOrThrow({ where: { id } })).passwordHash ?? '';

async function givenOldHash() {
  const user = await givenUser();
  const passwordHash = await hash(PASSWORD, { algorithm: ARGON2ID, memoryCost: 4_096, timeCost: 1, parallelism: 1 });
  await db.user.update({ where: { id: user.id }, data: { passwordHash } });
  return { ...user, passwordHash };
}

it('signing in renews an outdated hash at today’s cost, for the same password', async () => {
  const { id, email } = await givenOldHash();
  await signInWithPassword({ email, password: PASSWORD }, CALLER);
  const renewed = await hashOf(id);
  expect(renewed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(renewed, PASSWORD)).toBe(true);
});

it('a wrong password does not change the hash, nor does a current hash', async () => {
  const old = await givenOldHash();
  await expect(signInWithPassword({ email: old.email, password: 'wrong' }, CALLER)).rejects.toThrow();
  expect(await hashOf(old.id)).toBe(old.passwordHash);
  const { id, email } = await givenUser();
  const before = await hashOf(id);
  await signInWithPassword({ email, password: PASSWORD }, CALLER);
  expect(await hashOf(id)).toBe(before);
});

it('a password changed meanwhile stays changed', async () => {
  const old = await givenOldHash();
  const { passwordHash } = await db.user.update({ where: { id: old.id }, data: { passwordHash: 'the next one' } });
  await renewHash(old, PASSWORD);
  expect(await hashOf(old.id)).toBe(passwordHash);
});
