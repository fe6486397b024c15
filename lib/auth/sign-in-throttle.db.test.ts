import '#lib/testing/own-data.ts';
import { randomInt } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { CALLER, givenUser, newEmail } from '#lib/testing/accounts.ts';
import { openSession } from './sessions.ts';
import { throttleSignIn, type Visitor } from './sign-in-throttle.ts';

const start = new Date('2026-11-22T12:00:00Z');
const at = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const newAddress = () => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;
const right = async () => true;
const wrong = async () => false;

/** The outcome of a try: right, wrong, or the seconds to wait. */
const outcome = (visitor: Visitor, seconds: number, judge: () => Promise<boolean>) =>
  throttleSignIn(visitor, at(seconds), judge).catch(({ options }) => options.retryAfterSeconds as number);

let user: Awaited<ReturnType<typeof givenUser>>;
beforeEach(async () => {
  user = await givenUser();
});
const visitorOf = (ip: string | null): Visitor => ({ account: user.email, userId: user.id, ip });
const nobody = (ip: string | null): Visitor => ({ account: newEmail(), userId: null, ip });

describe('guessing one account', () => {
  it('waits longer and longer, and returns the seconds', async () => {
    const visitor = visitorOf(newAddress());
    const seen = [];
    for (const seconds of [0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 3, 4]) seen.push(await outcome(visitor, seconds, wrong));
    expect(seen).toEqual([false, false, false, false, false, false, 1, false, 2, 1, false, 4, 3]);
  });

  it('behaves the same for an address without an account', async () => {
    const visitors = [visitorOf(newAddress()), nobody(newAddress())];
    const [known, unknown] = await Promise.all(
      visitors.map(async (visitor) => {
        const seen = [];
        for (let second = 0; second < 40; second += 1) seen.push(await outcome(visitor, second / 2, wrong));
        return seen;
      }),
    );
    expect(known).toContain(8);
    expect(known).toEqual(unknown);
  });

  it('counts tries that are made at once', async () => {
    const visitor = visitorOf(newAddress());
    const seen = await Promise.all(Array.from({ length: 50 }, () => outcome(visitor, 0, wrong)));
    expect(seen.filter((answer) => answer === false)).toHaveLength(6);
  });

  it('from a thousand addresses gets no further than from one', async () => {
    let judged = 0;
    const judge = async () => {
      judged += 1;
      return false;
    };
    for (let second = 0; second < 600; second += 1) await outcome(visitorOf(newAddress()), second, judge);
    expect(judged).toBeLessThan(25);
  });

  it('is forgotten with time, and by the right password', async () => {
    const visitor = visitorOf(newAddress());
    for (let count = 0; count < 6; count += 1) await outcome(visitor, 0, wrong);
    expect(await outcome(visitor, 0, right)).toBe(1);
    expect(await outcome(visitor, 1, right)).toBe(true);
    for (let count = 0; count < 6; count += 1) expect(await outcome(visitor, 1, wrong)).toBe(false);
    for (let count = 0; count < 6; count += 1) expect(await outcome(visitor, 7_200, wrong)).toBe(false);
  });
});

describe('a user is not locked out by others', () => {
  it('the owner signs in at once from where they signed in before, while strangers wait', async () => {
    await openSession({ userId: user.id, method: 'password', caller: CALLER, now: at(-86_400) });
    for (let second = 0; second < 300; second += 1) await outcome(visitorOf(newAddress()), second, wrong);
    expect(await outcome(visitorOf(newAddress()), 300, right)).toBeGreaterThan(1);
    expect(await outcome(visitorOf(CALLER.ip), 300, right)).toBe(true);
  });

  it('a place where the owner was slows a guesser down all the same', async () => {
    await openSession({ userId: user.id, method: 'password', caller: CALLER, now: at(-86_400) });
    const seen = [];
    for (let count = 0; count < 7; count += 1) seen.push(await outcome(visitorOf(CALLER.ip), 0, wrong));
    expect(seen.at(-1)).toBe(1);
  });

  it('waits a minute at most for an account', async () => {
    const waits = [];
    for (let second = 0; second < 900; second += 5) waits.push(await outcome(visitorOf(newAddress()), second, wrong));
    expect(Math.max(...waits.map(Number))).toBeLessThanOrEqual(60);
  });
});

describe('one address that tries many accounts', () => {
  it('waits too, and signing in to an account of its own does not help', async () => {
    const ip = newAddress();
    for (let count = 0; count < 21; count += 1) expect(await outcome(nobody(ip), 0, wrong)).toBe(false);
    expect(await outcome(nobody(ip), 0, wrong)).toBe(1);
    expect(await outcome(visitorOf(ip), 1, right)).toBe(true);
    expect(await outcome(nobody(ip), 2, wrong)).toBe(false);
    expect(await outcome(nobody(ip), 2, wrong)).toBe(2);
  });

  it('is not limited when all users come through one machine', async () => {
    for (let count = 0; count < 60; count += 1) expect(await outcome(nobody('127.0.0.1'), 0, wrong)).toBe(false);
  });
});
