import 'server-only';
import { randomInt, randomUUID } from 'node:crypto';
import { createUser } from '#lib/accounts/create.ts';
import { hashPassword } from '#lib/auth/password.ts';
import { signInWithPassword } from '#lib/auth/sign-in.ts';
import { db } from '#lib/db/client.ts';

/** Durations of refusals, in milliseconds. */
export interface SignInTimes {
  kind: string;
  times: number[];
}

/** More tries with one address would be throttled. */
const TRIES_OF_ONE = 4;
const NOWHERE = { ip: null, userAgent: null };

process.once('disconnect', () => process.exit());
const [tries = 0] = process.argv.slice(2).map(Number);
const passwordHash = await hashPassword('a right password');
const now = new Date();
const known = (columns: object) => async () => {
  const { id, email } = await createUser({ email: newEmail(), password: null });
  await db.user.update({ where: { id }, data: { passwordHash, emailVerifiedAt: now, ...columns } });
  return email;
};
const KINDS: Record<string, () => Promise<string>> = {
  unknown: async () => newEmail(),
  'wrong password': known({}),
  'no password': known({ passwordHash: null }),
  'not confirmed': known({ emailVerifiedAt: null }),
};

const each = Math.ceil(tries / Object.keys(KINDS).length);
const measured = Object.keys(KINDS).map((kind): SignInTimes => ({ kind, times: [] }));
const order = await makeOrder();
for (let warmUp = 0; warmUp < 20; warmUp += 1) await timeOf(newEmail());
for (const { kind, email } of order) measured.find((it) => it.kind === kind)?.times.push(await timeOf(email));
process.send?.(measured);

/** All tries in random order, so that other work of the machine affects all kinds alike. */
async function makeOrder() {
  const all: { kind: string; email: string }[] = [];
  for (const [kind, make] of Object.entries(KINDS))
    for (let count = 0; count < each; count += TRIES_OF_ONE) {
      const email = await make();
      const more = Math.min(TRIES_OF_ONE, each - count);
      all.push(...Array.from({ length: more }, () => ({ kind, email })));
    }
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = randomInt(at + 1);
    [all[at], all[other]] = [all[other], all[at]] as [(typeof all)[0], (typeof all)[0]];
  }
  return all;
}

async function timeOf(email: string): Promise<number> {
  const began = performance.now();
  await signInWithPassword({ email, password: 'a wrong password' }, NOWHERE).catch(() => {});
  return performance.now() - began;
}

function newEmail(): string {
  return `${randomUUID()}@example.com`;
}
