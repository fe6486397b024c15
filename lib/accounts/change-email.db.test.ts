import '#lib/testing/own-data.ts';
import { beforeEach, expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { CALLER, givenUser, mailTo, newEmail, tokenMailedTo } from '#lib/testing/accounts.ts';
import { confirmEmailChange, requestEmailChange } from './change-email.ts';
import { type Email, findEmail } from './email.ts';

const now = new Date('2026-11-22T12:00:00Z');
const DAY_MS = 86_400_000;
const toEmail = (text: string) => findEmail(text) as Email;

let user: Awaited<ReturnType<typeof givenUser>>;
let target: string;
beforeEach(async () => {
  user = await givenUser();
  target = newEmail();
  await requestEmailChange(user, toEmail(target), CALLER, now);
});

const currentEmail = async () => (await db.user.findUniqueOrThrow({ where: { id: user.id } })).email;

it('needs both mailboxes, in either order', async () => {
  expect(await confirmEmailChange(await tokenMailedTo(target), CALLER, now)).toEqual({ status: 'waiting' });
  expect(await currentEmail()).toBe(user.email);
  expect(await confirmEmailChange(await tokenMailedTo(user.email), CALLER, now)).toEqual({ status: 'changed' });
  expect(await currentEmail()).toBe(target);
});

it('notifies the old mailbox when the change is complete', async () => {
  for (const mailbox of [user.email, target]) await confirmEmailChange(await tokenMailedTo(mailbox), CALLER, now);
  expect((await mailTo(user.email))[0]?.text).toContain(target);
});

it('does not count one mailbox twice', async () => {
  const token = await tokenMailedTo(target);
  await confirmEmailChange(token, CALLER, now);
  await expect(confirmEmailChange(token, CALLER, now)).rejects.toMatchObject({ code: 'invalid_token' });
  expect(await currentEmail()).toBe(user.email);
});

it('ends when another change is asked for', async () => {
  const old = await tokenMailedTo(target);
  await requestEmailChange(user, toEmail(newEmail()), CALLER, now);
  await expect(confirmEmailChange(old, CALLER, now)).rejects.toMatchObject({ code: 'invalid_token' });
});

it('ends after a day', async () => {
  const late = new Date(now.getTime() + DAY_MS);
  await expect(confirmEmailChange(await tokenMailedTo(target), CALLER, late)).rejects.toMatchObject({
    code: 'invalid_token',
  });
});

it('does not reveal whether the new address is taken, and does not take it over', async () => {
  const owner = await givenUser();
  await requestEmailChange(user, toEmail(owner.email), CALLER, now);
  expect((await mailTo(owner.email))[0]?.text).not.toContain('token');
});

it('does not take an address that was taken meanwhile', async () => {
  await confirmEmailChange(await tokenMailedTo(target), CALLER, now);
  await givenUser({ email: target });
  await expect(confirmEmailChange(await tokenMailedTo(user.email), CALLER, now)).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(await currentEmail()).toBe(user.email);
});
