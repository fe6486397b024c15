import 'server-only';
import { createUser } from '#lib/accounts/create.ts';
import { canonicalEmail } from '#lib/accounts/email.ts';
import { findUserByEmail } from '#lib/accounts/queries.ts';
import { completeVerification } from '#lib/accounts/verify-email.ts';
import { audit } from '#lib/audit/audit.ts';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { hasInvitation } from '#lib/organisations/queries.ts';
import type { Caller } from './caller.ts';
import { type CurrentUser, STEP_UP_MS } from './current-user.ts';
import { decideOAuth, type OAuthDecision, PROVIDER_NAMES, type Provider } from './oauth.ts';
import { type Holder, notifySecurityChange } from './security-mails.ts';

export const PROVIDERS: Provider[] = [
  ...(env.GOOGLE_CLIENT_ID && env.GOOGLE_CLIENT_SECRET ? (['google'] as const) : []),
  ...(env.GITHUB_CLIENT_ID && env.GITHUB_CLIENT_SECRET ? (['github'] as const) : []),
];

/** A person as an identity provider describes them. */
export interface Identity {
  provider: Provider;
  subject: string;
  email: string | null;
  /** The provider confirms that the person owns the mailbox. */
  isEmailVerified: boolean;
  locale: string;
}

interface Visit {
  signedIn: CurrentUser | null;
  caller: Caller;
  now: Date;
}

/** Carries out the decision of `decideOAuth`. @returns the user, and whether they existed already; or the refusal */
export async function receiveIdentity(
  identity: Identity,
  visit: Visit,
): Promise<{ userId: string; isLinked: boolean } | Extract<OAuthDecision, { do: 'refuse' }>> {
  const decision = await decide(identity, visit);
  switch (decision.do) {
    case 'refuse':
      return decision;
    case 'sign_in':
      return { userId: decision.userId, isLinked: false };
    case 'link':
      await link(identity, decision.userId, visit);
      return { userId: decision.userId, isLinked: true };
    case 'sign_up':
      return { userId: await signUp(identity, visit), isLinked: false };
  }
}

async function decide(
  { provider, subject, email, isEmailVerified }: Identity,
  { signedIn, now }: Visit,
): Promise<OAuthDecision> {
  const where = { provider_subject: { provider, subject } };
  const canonical = canonicalEmail(email ?? '');
  const [known, owner, isInvited] = await Promise.all([
    db.linkedIdentity.findUnique({ where, select: { userId: true } }),
    canonical === null ? null : findUserByEmail(canonical),
    canonical !== null && hasInvitation(canonical, now),
  ]);
  return decideOAuth({
    linkedUserId: known?.userId ?? null,
    signedIn: signedIn && {
      id: signedIn.id,
      isVerified: signedIn.isVerified,
      isSteppedUp: now.getTime() - signedIn.steppedUpAt.getTime() < STEP_UP_MS,
    },
    isAddressTaken: owner !== null,
    hasAddress: canonical !== null,
    isAddressVerified: isEmailVerified,
    isInvited,
    signUp: env.SIGN_UP,
  });
}

function link({ provider, subject }: Identity, userId: string, { signedIn, caller, now }: Visit): Promise<void> {
  return transaction(async (tx) => {
    await tx.linkedIdentity.create({ data: { provider, subject, userId, createdAt: now } });
    await audit({ action: 'identity.linked', userId, actorId: userId, target: provider, caller, now }, tx);
    if (signedIn) await notifySecurityChange(tx, signedIn, 'identity_linked', PROVIDER_NAMES[provider]);
  });
}

async function signUp(identity: Identity, visit: Visit): Promise<string> {
  const { caller, now } = visit;
  const { email, locale, provider } = identity;
  const user = await createUser({
    email: email ?? '',
    password: null,
    locale,
    now,
    signUp: { caller, target: provider },
  });
  await link(identity, user.id, visit);
  await completeVerification(user.id, caller, now);
  return user.id;
}

export const listIdentities = (userId: string) =>
  db.linkedIdentity.findMany({ where: { userId }, select: { provider: true, createdAt: true } });

/** @throws not_found; conflict when it is the only way left to sign in */
export async function unlinkIdentity(
  user: Holder,
  provider: Provider,
  caller: Caller,
  now = new Date(),
): Promise<void> {
  const userId = user.id;
  await transaction(async (tx) => {
    const { passwordHash, identities, passkeys } = await tx.user.findUniqueOrThrow({
      where: { id: userId },
      select: { passwordHash: true, identities: true, passkeys: { select: { id: true } } },
    });
    if (!identities.some((identity) => identity.provider === provider))
      throw new AppError('not_found', 'It is not linked.');
    if (!passwordHash && passkeys.length === 0 && identities.length === 1) {
      throw new AppError('conflict', 'Set a password first: this is your only way to sign in.');
    }
    await tx.linkedIdentity.deleteMany({ where: { userId, provider } });
    await audit({ action: 'identity.unlinked', userId, actorId: userId, target: provider, caller, now }, tx);
    await notifySecurityChange(tx, user, 'identity_unlinked', PROVIDER_NAMES[provider]);
  });
}
