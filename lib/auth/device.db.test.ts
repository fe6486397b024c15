import '#lib/testing/own-data.ts';
import { beforeEach, expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { givenUser, mailTo } from '#lib/testing/accounts.ts';
import { openSession, signOutEverywhere } from './sessions.ts';
import { hashSecret } from './tokens.ts';

const now = new Date('2026-11-22T17:16:51Z');
const FIREFOX = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:150.0) Gecko/20100101 Firefox/150.0';
const caller = { ip: '203.0.113.7', userAgent: FIREFOX };
const [laptop, phone] = [hashSecret('laptop'), hashSecret('phone')];

let user: Awaited<ReturnType<typeof givenUser>>;
beforeEach(async () => {
  user = await givenUser();
});

const signIn = (device = laptop, method: 'password' | 'passkey' = 'password') =>
  openSession({ userId: user.id, method, caller, device, now });
const subjects = async () => (await mailTo(user.email)).map(({ subject }) => subject);

it('does not report the first browser, nor when it is used again', async () => {
  for (let count = 0; count < 3; count += 1) await signIn();
  expect(await subjects()).toEqual([]);
});

it('mails the time, the browser and what to do, once for each new browser', async () => {
  await signIn();
  for (let count = 0; count < 2; count += 1) await signIn(phone);
  const [mail, ...more] = await mailTo(user.email);
  expect(more).toEqual([]);
  expect(mail?.text).toMatch(/Nov 22, 2026, 5:16:51\sPM UTC with Firefox, macOS\./);
  expect(mail?.text).toContain('sign out everywhere and change your password');
  expect(mail?.text).toContain('http://localhost:3000/en/settings/security');
});

it('knows a browser also after its session was ended', async () => {
  await signIn();
  await signOutEverywhere(user.id, caller, now);
  await signIn();
  expect(await subjects()).toEqual([]);
});

it('writes in the reader’s language, not the browser’s', async () => {
  await db.user.update({ where: { id: user.id }, data: { locale: 'de' } });
  await signIn();
  await signIn(phone, 'passkey');
  expect(await subjects()).toEqual(['Neue Anmeldung in Ihrem Konto']);
});

it('one browser used by two people is new to each', async () => {
  const other = await givenUser();
  await signIn();
  await openSession({ userId: other.id, method: 'password', caller, device: phone, now });
  await openSession({ userId: other.id, method: 'password', caller, device: laptop, now });
  expect(await mailTo(other.email)).toHaveLength(1);
  expect(await subjects()).toEqual([]);
});
