import 'server-only';
import { factorColumns } from '#lib/accounts/second-factor-rule.ts';
import { audit } from '#lib/audit/audit.ts';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/id.ts';
import type { Caller } from './caller.ts';
import { notifyNewSignIn } from './security-mails.ts';

export const IDLE_MS = 12 * 3_600_000;
export const ABSOLUTE_MS = 7 * 86_400_000;
const TOUCH_MS = 60_000;

export type SignInMethod = 'password' | 'totp' | 'recovery_code' | 'passkey' | 'magic_link' | 'google' | 'github';

/** The content of the session cookie. The session's row and the user's version decide whether it is valid. */
export interface SessionToken {
  sessionId: string;
  version: number;
}

interface NewSession {
  userId: string;
  method: SignInMethod;
  caller: Caller;
  /** The browser, from `rememberDevice`. */
  device?: Device;
  now?: Date;
}

/** Opens a session with a new id, even if one is open in this browser. A new browser is reported to the user. */
export async function openSession({ userId, device, ...how }: NewSession): Promise<SessionToken> {
  const { method, caller, now = new Date() } = how;
  const id = newId('session');
  const user = await transaction(async (tx) => {
    const isNewDevice = device !== undefined && (await isUnknownDevice(tx, userId, device));
    const times = { createdAt: now, lastSeenAt: now, steppedUpAt: now };
    await tx.session.create({ data: { id, userId, method, ...caller, device: device ?? null, ...times } });
    await audit({ action: 'session.opened', userId, actorId: userId, target: method, caller, now }, tx);
    const holder = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    if (isNewDevice) await notifyNewSignIn(tx, holder, caller, now);
    return holder;
  });
  return { sessionId: id, version: user.sessionVersion };
}

const liveSession = {
  id: true,
  createdAt: true,
  lastSeenAt: true,
  steppedUpAt: true,
  revokedAt: true,
  user: {
    select: {
      id: true,
      email: true,
      name: true,
      locale: true,
      emailVerifiedAt: true,
      sessionVersion: true,
      passwordHash: true,
      ...factorColumns,
      memberships: {
        select: {
          role: true,
          account: { select: { id: true, kind: true, name: true, retention: true, suspendedAt: true } },
        },
        orderBy: { createdAt: 'asc' as const },
      },
    },
  },
} satisfies Prisma.SessionSelect;

export type LiveSession = Prisma.SessionGetPayload<{ select: typeof liveSession }>;

/** The live session of a cookie, with its user and current memberships; null when it has ended. */
export async function readSession({ sessionId, version }: SessionToken, now: Date): Promise<LiveSession | null> {
  const session = await db.session.findUnique({ where: { id: sessionId }, select: liveSession });
  if (!session || session.user.sessionVersion !== version || !isLive(session, now)) return null;
  if (now.getTime() - session.lastSeenAt.getTime() > TOUCH_MS) {
    await db.session.updateMany({ where: { id: sessionId, lastSeenAt: { lt: now } }, data: { lastSeenAt: now } });
  }
  return session;
}

type Times = Pick<LiveSession, 'createdAt' | 'lastSeenAt' | 'revokedAt'>;

export const isLive = ({ createdAt, lastSeenAt, revokedAt }: Times, now: Date): boolean =>
  revokedAt === null &&
  now.getTime() - lastSeenAt.getTime() < IDLE_MS &&
  now.getTime() - createdAt.getTime() < ABSOLUTE_MS;

const sessionSummary = {
  id: true,
  method: true,
  ip: true,
  userAgent: true,
  createdAt: true,
  lastSeenAt: true,
} as const;
export type SessionSummary = Prisma.SessionGetPayload<{ select: typeof sessionSummary }>;

/** The live sessions of a user, last seen first. */
export async function listSessions(userId: string, now: Date): Promise<SessionSummary[]> {
  const since = (ms: number) => new Date(now.getTime() - ms);
  return db.session.findMany({
    where: { userId, revokedAt: null, lastSeenAt: { gt: since(IDLE_MS) }, createdAt: { gt: since(ABSOLUTE_MS) } },
    select: sessionSummary,
    orderBy: { lastSeenAt: 'desc' },
  });
}

/** The user agents of a user's sessions by id, including ended sessions. */
export async function userAgentsOf(userId: string, ids: string[]): Promise<Map<string, string | null>> {
  const sessions = await db.session.findMany({
    where: { userId, id: { in: ids } },
    select: { id: true, userAgent: true },
  });
  return new Map(sessions.map(({ id, userAgent }) => [id, userAgent]));
}

/** @throws not_found, also for another user's session */
export async function revokeSession(userId: string, id: string, caller: Caller, now = new Date()): Promise<void> {
  await transaction(async (tx) => {
    const { count } = await tx.session.updateMany({ where: { id, userId, revokedAt: null }, data: { revokedAt: now } });
    if (count === 0) throw new AppError('not_found', 'There is no such session.');
    await audit({ action: 'session.revoked', userId, actorId: userId, target: id, caller, now }, tx);
  });
}

/** Ends every session of a user: cookies and pending links carry the old version. */
export async function revokeAllSessions(tx: Transaction, userId: string, now: Date): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { sessionVersion: { increment: 1 } } });
  await tx.session.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } });
}

interface Renewal {
  caller: Caller;
  /** When the user last proved presence, if that was just now. */
  steppedUpAt?: Date;
  now: Date;
}

/** Replaces an ended session of the same browser; the new session keeps its age and its last proof. */
export async function renewSession(tx: Transaction, sessionId: string, renewal: Renewal): Promise<SessionToken> {
  const { caller, now, ...proof } = renewal;
  const {
    user,
    id: _,
    revokedAt: __,
    ...old
  } = await tx.session.findUniqueOrThrow({
    where: { id: sessionId },
    include: { user: { select: { sessionVersion: true } } },
  });
  const id = newId('session');
  await tx.session.create({ data: { ...old, ...caller, ...proof, id, lastSeenAt: now } });
  return { sessionId: id, version: user.sessionVersion };
}

/** "Sign out everywhere", this browser included. */
export function signOutEverywhere(userId: string, caller: Caller, now = new Date()): Promise<void> {
  return transaction(async (tx) => {
    await revokeAllSessions(tx, userId, now);
    await audit({ action: 'session.all_revoked', userId, actorId: userId, caller, now }, tx);
  });
}

export async function recordStepUp(sessionId: string, now = new Date()): Promise<void> {
  await db.session.update({ where: { id: sessionId }, data: { steppedUpAt: now } });
}

/** Identifies a browser across sessions: the hash of a secret that only its cookie holds. */
export type Device = Uint8Array<ArrayBuffer>;

/** Whether the user has signed in with other browsers but never with this one. The first browser is not reported. */
export async function isUnknownDevice(tx: Transaction, userId: string, device: Device): Promise<boolean> {
  const known = await tx.session.findFirst({ where: { userId, device: { not: null } }, select: { id: true } });
  return known !== null && (await tx.session.count({ where: { userId, device } })) === 0;
}
