import 'server-only';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';

const auditSummary = {
  id: true,
  actorId: true,
  userId: true,
  action: true,
  target: true,
  ip: true,
  userAgent: true,
  details: true,
  createdAt: true,
} satisfies Prisma.AuditEventSelect;

type AuditRow = Prisma.AuditEventGetPayload<{ select: typeof auditSummary }>;

export interface AuditSummary extends AuditRow {
  /** The actor's address, or null when the user was deleted or there was no actor. */
  actorEmail: string | null;
}

export interface AuditPage {
  events: AuditSummary[];
  /** The start of the next page, or null at the end. */
  nextCursor: string | null;
}

const PAGE = 50;

/** An account's events, newest first. */
export const listAccountEvents = (accountId: string, cursor?: string): Promise<AuditPage> =>
  page({ accountId }, cursor);

/** Events of a user: those that concern them and those they caused, newest first. */
export const listUserEvents = (userId: string, cursor?: string): Promise<AuditPage> =>
  page({ OR: [{ userId }, { actorId: userId }] }, cursor);

/** Events shown to the owner of a personal account: the account's and the user's. */
export const listOwnEvents = (user: { id: string; accountId: string }, cursor?: string): Promise<AuditPage> =>
  page({ OR: [{ accountId: user.accountId }, { userId: user.id, accountId: null }] }, cursor);

async function page(where: Prisma.AuditEventWhereInput, cursor: string | undefined): Promise<AuditPage> {
  const rows = await db.auditEvent.findMany({
    // Ids sort by time of creation.
    where: { AND: [where, cursor ? { id: { lt: cursor } } : {}] },
    select: auditSummary,
    orderBy: { id: 'desc' },
    take: PAGE + 1,
  });
  const events = rows.slice(0, PAGE);
  const emails = await emailsOf(events.flatMap(({ actorId }) => actorId ?? []));
  return {
    events: events.map((event) => ({ ...event, actorEmail: emails.get(event.actorId ?? '') ?? null })),
    nextCursor: rows.length > PAGE ? (events.at(-1)?.id ?? null) : null,
  };
}

async function emailsOf(ids: string[]): Promise<Map<string, string>> {
  const users = await db.user.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, email: true } });
  return new Map(users.map(({ id, email }) => [id, email]));
}
