import '#lib/testing/own-data.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { afterwardsDone } from '#lib/afterwards.ts';
import { signInWithPassword } from '#lib/auth/sign-in.ts';
import { db } from '#lib/db/client.ts';
import * as html from '#lib/email/html.ts';
import { createOrganisation } from '#lib/organisations/create.ts';
import { inviteMember } from '#lib/organisations/invite.ts';
import { asking, CALLER, givenUser, newEmail, PASSWORD } from '#lib/testing/accounts.ts';
import { requestEmailChange } from './change-email.ts';
import { findEmail } from './email.ts';
import { requestMagicLink } from './magic-link.ts';
import { requestPasswordReset } from './reset-password.ts';
import { signUp } from './sign-up.ts';

// The response time would reveal which addresses have an account, unless the same work is done for each. So this
// compares
// the work, statement by statement and hash by hash; `npm run bench -- --only=signIn` compares the times.

const done = vi.hoisted(() => [] as string[]);
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>();
  const told =
    <A extends unknown[], T>(name: string, work: (...input: A) => T) =>
    (...input: A): T => {
      done.push(name);
      return work(...input);
    };
  return { ...real, hash: told('hash', real.hash), verify: told('verify', real.verify) };
});

const NOWHERE = { ip: null, userAgent: null };

beforeAll(async () => {
  // The dummy hash of a process is made once, so it is made before the comparison.
  await signInWithPassword({ email: newEmail(), password: PASSWORD }, NOWHERE).catch(() => {});
  const query = pg.Client.prototype.query as (...input: unknown[]) => unknown;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...input: unknown[]) {
    const [statement] = input as [string | { text: string }];
    done.push(shapeOf(typeof statement === 'string' ? statement : statement.text));
    return query.apply(this, input);
  } as never);
  const find = html.findHtml;
  vi.spyOn(html, 'findHtml').mockImplementation((wording) => {
    done.push('letter');
    return find(wording);
  });
});
afterAll(() => void vi.restoreAllMocks());

/** A statement without its values, also where a value is NULL. */
const shapeOf = (text: string): string => text.replace(/= \$\d+|IS NULL/g, '?').replace(/\$\d+/g, '?');

interface Statements {
  /** The work done before the response. */
  before: string[];
  /** The work done after it. */
  after: string[];
  answer: unknown;
}

async function told(work: () => Promise<unknown>): Promise<Statements> {
  done.length = 0;
  const answer = await work().then(
    () => 'ok',
    ({ code, options }) => ({ code, ...options }),
  );
  const before = [...done];
  await afterwardsDone();
  return { answer, before, after: done.slice(before.length) };
}

const KINDS = {
  'an unknown address': async () => newEmail(),
  'one whose password is another': async () => (await givenUser()).email,
  'one without a password': async () => {
    const { id, email } = await givenUser();
    await db.user.update({ where: { id }, data: { passwordHash: null } });
    return email;
  },
  'one that is not confirmed': async () => (await givenUser({ isVerified: false })).email,
  'one with a second factor': async () => (await givenUser({ hasPasskey: true })).email,
};

/** The response for each kind of address, the unknown one first, after `times` earlier requests. */
async function compare(ask: (email: string) => Promise<unknown>, times = 0): Promise<[Statements, ...Statements[]]> {
  const all: Statements[] = [];
  for (const make of Object.values(KINDS)) {
    const email = await make();
    for (let count = 0; count < times; count += 1) await told(() => ask(email));
    all.push(await told(() => ask(email)));
  }
  return all as [Statements, ...Statements[]];
}

describe('signing in', () => {
  const signIn = (email: string) => signInWithPassword({ email, password: 'wrong password' }, NOWHERE);

  it.each([
    ['at first', 0, 'invalid_credentials'],
    ['when it has to wait', 6, 'rate_limit_exceeded'],
  ])('does the same before it refuses, %s', async (_, times, code) => {
    const [unknown, ...others] = await compare(signIn, times);
    expect(unknown.answer).toMatchObject({ code });
    expect(unknown.before.filter((step) => step === 'verify')).toHaveLength(times === 0 ? 1 : 0);
    for (const { answer, before } of others)
      expect({ answer, before }).toEqual({ answer: unknown.answer, before: unknown.before });
  });
});

describe.each([
  ['resetting', requestPasswordReset],
  ['a sign-in link', requestMagicLink],
])('%s', (_, request) => {
  it.each([
    ['at first', 0],
    ['beyond the limit', 3],
  ])('does the same, and queues a letter, %s', async (_, times) => {
    const [unknown, ...others] = await compare((email) => request(asking(email), NOWHERE), times);
    expect(unknown).toMatchObject({ answer: 'ok', after: [] });
    expect(unknown.before.at(-1)).toMatch(/^INSERT INTO .*"job"/);
    for (const other of others) expect(other).toEqual(unknown);
  });
});

it('signing up makes one hash, one token and one letter', async () => {
  const input = { password: PASSWORD, browser: 'this browser' };
  const all = await compare((email) => signUp({ ...input, ...asking(email) }, NOWHERE));
  for (const { answer, before, after } of all) {
    expect(answer).toBe('ok');
    const count = (pattern: RegExp) => [...before, ...after].filter((step) => pattern.test(step)).length;
    expect([count(/^hash$/), count(/INSERT INTO .*user_token/), count(/^letter$/)]).toEqual([1, 1, 1]);
  }
});

it('inviting does the same for every address', async () => {
  const owner = await givenUser({ hasPasskey: true });
  const accountId = await createOrganisation(owner, 'Acme', CALLER);
  const [unknown, ...others] = await compare((text) => {
    const email = findEmail(text);
    if (!email) throw new Error('no address');
    return inviteMember(owner, { accountId, email, role: 'viewer' }, NOWHERE);
  });
  expect(unknown).toMatchObject({ answer: 'ok', before: expect.arrayContaining(['letter']) });
  for (const other of others) expect(other).toEqual(unknown);
});

it('changing the address does the same for every new address', async () => {
  const all = await compare(async (text) => {
    const email = findEmail(text);
    if (!email) throw new Error('no address');
    const mover = await givenUser();
    done.length = 0;
    return requestEmailChange(mover, email, NOWHERE);
  });
  const [unknown, ...others] = all;
  expect(unknown.before.filter((step) => step === 'letter')).toHaveLength(2);
  for (const other of others) expect(other).toEqual(unknown);
});
