import { randomUUID } from 'node:crypto';
import { afterAll, expect, it } from 'vitest';
import { verifyPassword } from '#lib/auth/password.ts';
import { createDatabase } from '#lib/testing/database.ts';

const database = await createDatabase();
process.env.DATABASE_URL = database.url;
const { createUser } = await import('./create.ts');
const { findUserByEmail, getAccountOfEmail, listUsers, personalAccountId } = await import('./queries.ts');
const { closePool, pool } = await import('#lib/db/pool.ts');
afterAll(async () => {
  await closePool();
  await database.drop();
});

const anyEmail = () => `${randomUUID()}@example.com`;

it('makes the first user the operator, and of two at once only one', async () => {
  const users = await Promise.all([createUser({ email: anyEmail() }), createUser({ email: anyEmail() })]);
  expect(users.map((user) => user.isOperator).sort()).toEqual([false, true]);
  expect((await createUser({ email: anyEmail(), isOperator: true })).isOperator).toBe(true);
  expect(await listUsers()).toHaveLength(3);
});

it('gives a user a personal account, its ownership and an empty balance', async () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const email = anyEmail();
  const user = await createUser({ email, password: 'correct horse', locale: 'de', now });
  expect(user).toMatchObject({ email, locale: 'de', createdAt: now, emailVerifiedAt: null });
  const { rows } = await pool().query(
    `SELECT role, kind, name, available, held, debt FROM membership
     JOIN account ON account.id = membership.account_id JOIN account_balance USING (account_id) WHERE user_id = $1`,
    [user.id],
  );
  expect(rows).toEqual([{ role: 'owner', kind: 'personal', name: email, available: 0n, held: 0n, debt: 0n }]);
  expect(await getAccountOfEmail(email.toUpperCase())).toBe(personalAccountId(user));
});

it('keeps the password as a hash', async () => {
  const email = anyEmail();
  await createUser({ email, password: 'correct horse' });
  const user = await findUserByEmail(email);
  expect(user?.passwordHash).not.toContain('correct horse');
  expect(await verifyPassword(user?.passwordHash ?? null, 'correct horse')).toBe(true);
});

it('has one user per mailbox, however the address is written', async () => {
  const name = randomUUID();
  await createUser({ email: `${name}@bücher.example` });
  await expect(createUser({ email: `${name.toUpperCase()}＠BÜCHER.example` })).rejects.toMatchObject({
    code: 'conflict',
  });
});

it.each([
  [{ email: 'ada' }, 'email'],
  [{ email: 'ada@example.com', password: 'short' }, 'password'],
  [{ email: 'ada@example.com', password: 'x'.repeat(129) }, 'password'],
])('refuses %j', async (input, param) => {
  await expect(createUser(input)).rejects.toMatchObject({ code: 'invalid_value', options: { param } });
});

it('does not find users by a text that is not an address', async () => {
  expect(await findUserByEmail("' OR 1=1 --")).toBeNull();
  await expect(getAccountOfEmail(anyEmail())).rejects.toMatchObject({ code: 'not_found' });
});
