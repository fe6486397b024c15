import '#lib/testing/own-data.ts';
import { Secret, TOTP } from 'otpauth';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { CALLER, givenUser, PASSWORD, signedIn } from '#lib/testing/accounts.ts';
import { answerChallenge } from './answer-challenge.ts';
import { assertSteppedUp, STEP_UP_MS } from './current-user.ts';
import { replaceRecoveryCodes } from './recovery-codes.ts';
import { readSession } from './sessions.ts';
import { redeemTicket, signInWithPassword } from './sign-in.ts';
import { stepUp } from './step-up.ts';
import { confirmTotp, startTotp, stepOf } from './totp.ts';

const now = new Date('2026-11-22T12:00:00Z');
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);

const codeOf = (secret: string, moment: Date) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: moment.getTime() });

async function givenTotp() {
  const user = await givenUser();
  const { user: current, token } = await signedIn(user.id, { now });
  const { secret, uri } = await startTotp(user);
  const codes = await confirmTotp(current, codeOf(secret, now), CALLER, now);
  return { user, current, token, secret, uri, codes };
}

async function challengeOf(email: string, moment: Date): Promise<string> {
  const step = await signInWithPassword({ email, password: PASSWORD }, { ...CALLER, ip: null }, moment);
  if (step.status !== 'second_factor') throw new Error('No second factor was asked for.');
  return step.challenge;
}

let it_: Awaited<ReturnType<typeof givenTotp>>;
beforeEach(async () => {
  it_ = await givenTotp();
});

describe('with an authenticator app', () => {
  it('a password alone does not sign in', async () => {
    const { email } = it_.user;
    expect(await signInWithPassword({ email, password: PASSWORD }, CALLER, now)).toMatchObject({
      status: 'second_factor',
    });
  });

  it('a code does', async () => {
    const challenge = await challengeOf(it_.user.email, at(60));
    const ticket = await answerChallenge(challenge, codeOf(it_.secret, at(60)), CALLER, at(60));
    expect(await redeemTicket(ticket, at(60))).toEqual({ userId: it_.user.id, method: 'totp' });
  });

  it.each([
    ['a gap', (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`],
    ['full-width digits', (code: string) => String.fromCodePoint(...[...code].map((digit) => 0xff10 + Number(digit)))],
  ])('a code is read with %s', async (_, write) => {
    const challenge = await challengeOf(it_.user.email, at(60));
    await answerChallenge(challenge, write(codeOf(it_.secret, at(60))), CALLER, at(60));
  });

  it.each(['１２３４５６７', '٠١٢٣٤٥', 'abcdef', '😀😀😀', '\u0000\u0000\u0000\u0000\u0000\u0000', '-12345'])(
    '%j is no code, and no failure of ours',
    (code) => expect(stepOf(new Uint8Array(20), code, now)).toBeNull(),
  );

  it('a code works once, also within its own half minute', async () => {
    const code = codeOf(it_.secret, at(60));
    await answerChallenge(await challengeOf(it_.user.email, at(60)), code, CALLER, at(60));
    const again = answerChallenge(await challengeOf(it_.user.email, at(61)), code, CALLER, at(61));
    await expect(again).rejects.toMatchObject({ code: 'invalid_code' });
  });

  it('the code that enabled it does not sign in', async () => {
    const again = answerChallenge(await challengeOf(it_.user.email, now), codeOf(it_.secret, now), CALLER, now);
    await expect(again).rejects.toMatchObject({ code: 'invalid_code' });
  });

  it('one code seen by two at once works for one', async () => {
    const code = codeOf(it_.secret, at(60));
    const challenges = await Promise.all([1, 2, 3].map(() => challengeOf(it_.user.email, at(60))));
    const tries = await Promise.allSettled(
      challenges.map((challenge) => answerChallenge(challenge, code, CALLER, at(60))),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each([-30, 30])('clocks may differ by half a minute, not by %d s more', async (off) => {
    const moment = at(300);
    const challenge = await challengeOf(it_.user.email, moment);
    const far = codeOf(it_.secret, new Date(moment.getTime() + 3 * off * 1000));
    await expect(answerChallenge(challenge, far, CALLER, moment)).rejects.toMatchObject({ code: 'invalid_code' });
    await answerChallenge(challenge, codeOf(it_.secret, new Date(moment.getTime() + off * 1000)), CALLER, moment);
  });

  it('a challenge allows five wrong codes', async () => {
    const challenge = await challengeOf(it_.user.email, at(60));
    for (let count = 0; count < 5; count += 1)
      await expect(answerChallenge(challenge, '000000', CALLER, at(60))).rejects.toMatchObject({
        code: 'invalid_code',
      });
    const right = answerChallenge(challenge, codeOf(it_.secret, at(60)), CALLER, at(60));
    await expect(right).rejects.toMatchObject({ code: 'invalid_token' });
  });

  it('another user’s code is of no use', async () => {
    const other = await givenTotp();
    const challenge = await challengeOf(it_.user.email, at(60));
    const theirs = answerChallenge(challenge, codeOf(other.secret, at(60)), CALLER, at(60));
    await expect(theirs).rejects.toMatchObject({ code: 'invalid_code' });
  });

  it('the secret is not readable in the database', async () => {
    const row = await db.totp.findUniqueOrThrow({ where: { userId: it_.user.id } });
    expect(Buffer.from(row.secret).includes(Buffer.from(Secret.fromBase32(it_.secret).bytes))).toBe(false);
    expect(it_.uri).toMatch(/^otpauth:\/\/totp\/TokenHub:/);
  });
});

describe('moving to another app', () => {
  const move = async (code: (secret: string) => string, moment: Date) =>
    confirmTotp(it_.current, code((await startTotp(it_.user)).secret), CALLER, moment);

  it('leaves the old one in use until a code of the new one was seen', async () => {
    await expect(move(() => '000000', at(60))).rejects.toMatchObject({ code: 'invalid_code' });
    await expect(move(() => codeOf(it_.secret, at(60)), at(60))).rejects.toMatchObject({ code: 'invalid_code' });
    await answerChallenge(await challengeOf(it_.user.email, at(60)), codeOf(it_.secret, at(60)), CALLER, at(60));
  });

  it('then takes codes of the new one alone, and old recovery codes no more', async () => {
    let next = '';
    const codes = await move((secret) => {
      next = secret;
      return codeOf(secret, at(60));
    }, at(60));
    const [oldCode = ''] = it_.codes;
    for (const code of [codeOf(it_.secret, at(120)), codeOf(next, at(60)), oldCode]) {
      const attempt = answerChallenge(await challengeOf(it_.user.email, at(120)), code, CALLER, at(120));
      await expect(attempt).rejects.toMatchObject({ code: 'invalid_code' });
    }
    for (const code of [codeOf(next, at(120)), codes[0] ?? ''])
      await answerChallenge(await challengeOf(it_.user.email, at(120)), code, CALLER, at(120));
  });
});

describe('a recovery code', () => {
  it('is one of ten different ones', () => expect(new Set(it_.codes).size).toBe(10));

  it('works once, however it is typed', async () => {
    const [code = ''] = it_.codes;
    const typed = ` ${code.toUpperCase().replace('-', ' ')} `;
    await answerChallenge(await challengeOf(it_.user.email, now), typed, CALLER, now);
    const again = answerChallenge(await challengeOf(it_.user.email, now), code, CALLER, now);
    await expect(again).rejects.toMatchObject({ code: 'invalid_code' });
  });
});

describe('a step-up', () => {
  it('is asked for ten minutes after signing in', () => {
    const steppedUpAt = now;
    expect(() => assertSteppedUp({ steppedUpAt }, new Date(now.getTime() + STEP_UP_MS - 1))).not.toThrow();
    expect(() => assertSteppedUp({ steppedUpAt }, new Date(now.getTime() + STEP_UP_MS))).toThrow(
      'Confirm that it is you',
    );
  });

  it('takes a code, not the password, where there is an app', async () => {
    const current = { ...it_.current, hasTotp: true };
    await expect(stepUp(current, { password: PASSWORD }, at(900))).rejects.toMatchObject({ code: 'conflict' });
    await stepUp(current, { code: codeOf(it_.secret, at(900)) }, at(900));
    expect((await readSession(it_.token, at(900)))?.steppedUpAt).toEqual(at(900));
  });

  it('takes the passkey or a recovery code, not the password, where there is a passkey alone', async () => {
    const owner = await givenUser({ hasPasskey: true });
    const [code = ''] = await replaceRecoveryCodes(owner, CALLER, now);
    const { user, token } = await signedIn(owner.id, { now });
    await expect(stepUp(user, { password: PASSWORD }, at(900))).rejects.toMatchObject({ code: 'conflict' });
    expect((await readSession(token, at(900)))?.steppedUpAt).toEqual(now);
    await stepUp(user, { code }, at(900));
    expect((await readSession(token, at(900)))?.steppedUpAt).toEqual(at(900));
  });

  it('takes the password without a second factor', async () => {
    const { user, token } = await signedIn((await givenUser()).id, { now });
    await expect(stepUp(user, { password: 'wrong' }, at(900))).rejects.toMatchObject({ code: 'invalid_credentials' });
    await stepUp(user, { password: PASSWORD }, at(900));
    expect((await readSession(token, at(900)))?.steppedUpAt).toEqual(at(900));
  });
});
