import 'server-only';
import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { lockFactors } from '#lib/accounts/second-factor.ts';
import { audit } from '#lib/audit/audit.ts';
import { publicUrl } from '#lib/config/env.ts';
import { SITE } from '#lib/config/site.ts';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import type { Caller } from './caller.ts';
import { giveRecoveryCodes, keepCodesWithFactor } from './recovery-codes.ts';
import { type Holder, notifySecurityChange } from './security-mails.ts';
import { issueTicket } from './sign-in.ts';
import { burnToken, hashSecret, issueToken } from './tokens.ts';

const { hostname: RP_ID, origin: ORIGIN } = new URL(publicUrl);
const MOST_PASSKEYS = 20;

interface PasskeyOwner {
  id: string;
  email: string;
  name: string | null;
  sessionVersion: number;
}

// The challenge is a single-use token, so that it cannot be answered twice.
const toChallenge = (secret: string) => new Uint8Array(Buffer.from(secret, 'base64url'));

export async function startPasskeyRegistration(user: PasskeyOwner, now = new Date()) {
  const known = await db.passkey.findMany({ where: { userId: user.id }, select: { id: true, transports: true } });
  if (known.length >= MOST_PASSKEYS) throw new AppError('conflict', `There are ${MOST_PASSKEYS} passkeys already.`);
  const challenge = toChallenge(await issueToken(db, { purpose: 'passkey_registration', user, subject: user.id, now }));
  return generateRegistrationOptions({
    rpName: SITE.name,
    rpID: RP_ID,
    userName: user.email,
    userID: new Uint8Array(Buffer.from(user.id)),
    userDisplayName: user.name ?? user.email,
    challenge,
    attestationType: 'none',
    excludeCredentials: known,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

interface NewPasskey {
  response: RegistrationResponseJSON;
  name: string;
}

/**
 * @returns ten recovery codes for a user without any, else null
 * @throws invalid_token when the response is not to a challenge of ours, from our pages, for this user
 */
export async function addPasskey(
  user: Holder,
  { response, name }: NewPasskey,
  caller: Caller,
  now = new Date(),
): Promise<string[] | null> {
  const { registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: async (challenge) =>
      (await isFor(challenge, user.id)) && burnToken(db, 'passkey_registration', challenge, now),
    expectedOrigin: ORIGIN,
    expectedRPID: RP_ID,
    requireUserVerification: true,
  }).catch(toRefusal);
  if (!registrationInfo) throw refusal();
  const { credential, credentialBackedUp } = registrationInfo;
  return transaction(async (tx) => {
    await lockFactors(tx, user.id);
    await tx.passkey.create({
      data: {
        id: credential.id,
        userId: user.id,
        publicKey: credential.publicKey,
        counter: BigInt(credential.counter),
        transports: credential.transports ?? [],
        name,
        isSynced: credentialBackedUp,
        createdAt: now,
      },
    });
    await audit({ action: 'passkey.added', userId: user.id, actorId: user.id, target: name, caller, now }, tx);
    await notifySecurityChange(tx, user, 'passkey_added');
    return giveRecoveryCodes(tx, user.id);
  });
}

const isFor = async (challenge: string, userId: string): Promise<boolean> =>
  (await db.userToken.count({ where: { hash: hashSecret(challenge), userId } })) === 1;

/** Names no user: the browser offers the passkeys it has for this site. */
export async function startPasskeySignIn(now = new Date()) {
  const challenge = toChallenge(await issueToken(db, { purpose: 'passkey_sign_in', user: null, now }));
  return generateAuthenticationOptions({ rpID: RP_ID, challenge, userVerification: 'required' });
}

/** For a user who has identified themselves: the browser asks for one of their passkeys. */
export async function startPasskeyProof(user: { id: string; sessionVersion: number }, now = new Date()) {
  const where = { userId: user.id };
  const allowCredentials = await db.passkey.findMany({ where, select: { id: true, transports: true } });
  const challenge = toChallenge(await issueToken(db, { purpose: 'passkey_sign_in', user, now }));
  return generateAuthenticationOptions({ rpID: RP_ID, challenge, userVerification: 'required', allowCredentials });
}

/** A passkey proves device and owner at once, so no second factor follows. @throws invalid_token */
export async function signInWithPasskey(response: AuthenticationResponseJSON, now = new Date()): Promise<string> {
  const { user } = await verifyPasskey(response, now);
  return issueTicket(user, 'passkey', now);
}

/** @returns the user the passkey belongs to @throws invalid_token */
export async function verifyPasskey(response: AuthenticationResponseJSON, now = new Date()) {
  const passkey = await db.passkey.findUnique({
    where: { id: response.id },
    include: { user: { select: { id: true, sessionVersion: true } } },
  });
  if (!passkey) throw refusal();
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: (challenge) => burnToken(db, 'passkey_sign_in', challenge, now),
    expectedOrigin: ORIGIN,
    expectedRPID: RP_ID,
    requireUserVerification: true,
    // The library refuses a counter that does not grow: the authenticator was copied, or the response is replayed.
    credential: {
      id: passkey.id,
      publicKey: new Uint8Array(passkey.publicKey),
      counter: Number(passkey.counter),
      transports: passkey.transports as AuthenticatorTransport[],
    },
  }).catch(toRefusal);
  if (!verified) throw refusal();
  const data = { counter: BigInt(authenticationInfo.newCounter), lastUsedAt: now };
  await db.passkey.update({ where: { id: passkey.id }, data });
  return { user: passkey.user };
}

/** @throws invalid_token, also for another user's passkey */
export async function verifyPasskeyOf(userId: string, response: AuthenticationResponseJSON, now: Date): Promise<void> {
  const { user } = await verifyPasskey(response, now);
  if (user.id !== userId) throw refusal();
}

const passkeySummary = {
  id: true,
  name: true,
  isSynced: true,
  createdAt: true,
  lastUsedAt: true,
} satisfies Prisma.PasskeySelect;
export type PasskeySummary = Prisma.PasskeyGetPayload<{ select: typeof passkeySummary }>;

export const listPasskeys = (userId: string): Promise<PasskeySummary[]> =>
  db.passkey.findMany({ where: { userId }, select: passkeySummary, orderBy: { createdAt: 'asc' } });

/** @throws not_found, also for another user's passkey; last_second_factor */
export async function removePasskey(user: Holder, id: string, caller: Caller, now = new Date()): Promise<void> {
  const userId = user.id;
  await transaction(async (tx) => {
    await lockFactors(tx, userId);
    const { count } = await tx.passkey.deleteMany({ where: { id, userId } });
    if (count === 0) throw new AppError('not_found', 'There is no such passkey.');
    await keepCodesWithFactor(tx, userId);
    await audit({ action: 'passkey.removed', userId, actorId: userId, caller, now }, tx);
    await notifySecurityChange(tx, user, 'passkey_removed');
  });
}

const refusal = (cause?: unknown) =>
  new AppError('invalid_token', 'This passkey was not accepted. Try again.', { cause });

function toRefusal(error: unknown): never {
  throw refusal(error);
}
