import '#lib/testing/own-data.ts';
import { Secret, TOTP } from 'otpauth';
import { beforeEach, expect, it } from 'vitest';
import { changePassword } from '#lib/accounts/change-password.ts';
import { CALLER, givenUser, mailTo, PASSWORD, signedIn } from '#lib/testing/accounts.ts';
import { SoftwareAuthenticator } from '#lib/testing/authenticator.ts';
import { type Identity, receiveIdentity, unlinkIdentity } from './identities.ts';
import { addPasskey, removePasskey, startPasskeyRegistration } from './passkeys.ts';
import { replaceRecoveryCodes } from './recovery-codes.ts';
import { confirmTotp, disableTotp, startTotp } from './totp.ts';

const now = new Date('2026-11-22T12:00:00Z');
const HERE = { origin: 'http://localhost:3000', rpId: 'localhost' };

let user: Awaited<ReturnType<typeof signedIn>>['user'];
beforeEach(async () => {
  user = (await signedIn((await givenUser()).id, { now })).user;
});

/** The first paragraph of each mail sent during `work`, oldest first. */
async function toldBy(work: () => Promise<unknown>): Promise<string[]> {
  const before = (await mailTo(user.email)).length;
  await work();
  const mails = await mailTo(user.email);
  return mails.slice(0, mails.length - before).map(({ text }) => text.split('\n\n')[1] ?? '');
}

async function setUpApp() {
  const { secret } = await startTotp(user);
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });
  await confirmTotp(user, code, CALLER, now);
}

async function addOne(): Promise<string> {
  const { challenge } = await startPasskeyRegistration(user, now);
  const response = new SoftwareAuthenticator().register({ ...HERE, challenge });
  await addPasskey(user, { response, name: 'Laptop' }, CALLER, now);
  return response.id;
}

it('an authenticator app that is set up, replaced and removed is reported to the mailbox', async () => {
  expect(await toldBy(setUpApp)).toEqual(['An authenticator app now protects your TokenHub account.']);
  expect(await toldBy(setUpApp)).toEqual([expect.stringContaining('moved to another authenticator app')]);
  expect(await toldBy(() => disableTotp(user, CALLER, now))).toEqual([expect.stringContaining('app was removed')]);
});

it('so is a passkey that is added and removed', async () => {
  let id = '';
  const add = async () => {
    id = await addOne();
  };
  expect(await toldBy(add)).toEqual(['A passkey was added to your TokenHub account.']);
  expect(await toldBy(() => removePasskey(user, id, CALLER, now))).toEqual([
    expect.stringContaining('passkey was removed'),
  ]);
});

it('so is an identity that is linked and unlinked, by its provider’s name', async () => {
  const identity: Identity = {
    provider: 'github',
    subject: user.id,
    email: null,
    isEmailVerified: false,
    locale: 'en',
  };
  const link = () => receiveIdentity(identity, { signedIn: user, caller: CALLER, now });
  expect(await toldBy(link)).toEqual(['Your TokenHub account can now be signed in to with GitHub.']);
  expect(await toldBy(link)).toEqual([]); // it was already
  expect(await toldBy(() => unlinkIdentity(user, 'github', CALLER, now))).toEqual([
    expect.stringContaining('GitHub no longer signs anybody in'),
  ]);
});

it('a refused removal sends no mail', async () => {
  expect(await toldBy(() => removePasskey(user, 'none', CALLER, now).catch(() => {}))).toEqual([]);
  expect(await toldBy(() => unlinkIdentity(user, 'google', CALLER, now).catch(() => {}))).toEqual([]);
});

it('so are new recovery codes', async () => {
  await addOne();
  expect(await toldBy(() => replaceRecoveryCodes(user, CALLER, now))).toEqual([
    expect.stringContaining('new recovery codes'),
  ]);
});

it('so is a new password', async () => {
  const change = { current: PASSWORD, next: 'another horse battery' };
  expect(await toldBy(() => changePassword(user, change, CALLER, now))).toEqual([
    expect.stringContaining('password of your TokenHub account'),
  ]);
});
