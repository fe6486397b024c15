import '#lib/testing/own-data.ts';
import { expect, it, vi } from 'vitest';
import { findEmail } from '#lib/accounts/email.ts';
import { db } from '#lib/db/client.ts';
import { createOrganisation } from '#lib/organisations/create.ts';
import { inviteMember } from '#lib/organisations/invite.ts';
import { CALLER, givenUser, newEmail, signedIn } from '#lib/testing/accounts.ts';
import { type Identity, receiveIdentity } from './identities.ts';

vi.hoisted(() => {
  process.env.SIGN_UP = 'invite_only';
});

const now = new Date();
const stranger = { signedIn: null, caller: CALLER, now };
const identityOf = (email: string | null, more: Partial<Identity> = {}): Identity => ({
  provider: 'google',
  subject: newEmail(),
  email,
  isEmailVerified: true,
  locale: 'de',
  ...more,
});

async function invite(address: string): Promise<void> {
  const owner = await givenUser({ hasPasskey: true });
  const accountId = await createOrganisation(owner, 'Acme', CALLER);
  const email = findEmail(address);
  if (!email) throw new Error(`${address} is no address.`);
  await inviteMember({ ...owner, locale: 'en' }, { accountId, email, role: 'viewer' }, CALLER, now);
}

it('refuses sign-up without an invitation', async () => {
  const email = newEmail();
  await expect(receiveIdentity(identityOf(email), stranger)).resolves.toMatchObject({ because: 'closed' });
  expect(await db.user.count({ where: { emailCanonical: email } })).toBe(0);
});

it('accepts an invited address that the provider has verified, in any spelling', async () => {
  const email = newEmail();
  await invite(email);
  const received = await receiveIdentity(identityOf(email.toUpperCase()), stranger);
  if (!('userId' in received)) throw new Error(received.because);
  const user = await db.user.findUniqueOrThrow({ where: { id: received.userId } });
  expect(user).toMatchObject({ emailCanonical: email, locale: 'de', emailVerifiedAt: now, passwordHash: null });
});

it('refuses an address the provider has not verified, and an invitation that ended a day ago', async () => {
  const email = newEmail();
  await invite(email);
  const unsure = identityOf(email, { isEmailVerified: false });
  await expect(receiveIdentity(unsure, stranger)).resolves.toMatchObject({ because: 'unverified_address' });
  const late = { ...stranger, now: new Date(now.getTime() + 8 * 86_400_000) };
  await expect(receiveIdentity(identityOf(email), late)).resolves.toMatchObject({ because: 'closed' });
});

it('creates one user when the same identity arrives twice at once', async () => {
  const email = newEmail();
  await invite(email);
  const identity = identityOf(email);
  await Promise.allSettled([receiveIdentity(identity, stranger), receiveIdentity(identity, stranger)]);
  const again = await receiveIdentity(identity, stranger);
  expect(again).toMatchObject({ isLinked: false });
  expect(await db.linkedIdentity.count({ where: { subject: identity.subject } })).toBe(1);
});

it('refuses a text that is not an address', async () => {
  for (const email of [null, '', 'ada', 'ada@example.com\r\nBcc: eve@evil.example', 'аdа@example.com'])
    await expect(receiveIdentity(identityOf(email), stranger)).resolves.toMatchObject({ because: 'no_address' });
});

it('links to the signed-in user whatever the provider’s address', async () => {
  const { user } = await signedIn((await givenUser()).id, { now });
  const other = await givenUser();
  const received = await receiveIdentity(identityOf(other.email, { isEmailVerified: false }), {
    ...stranger,
    signedIn: user,
  });
  expect(received).toEqual({ userId: user.id, isLinked: true });
});
