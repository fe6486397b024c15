import 'server-only';
import { may } from '#lib/accounts/permissions.ts';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import { hashSecret } from '#lib/auth/tokens.ts';
import { openSealed } from '#lib/content/seal.ts';
import { db } from '#lib/db/client.ts';
import type { PlaygroundShare, Prisma } from '#lib/db/generated/client.ts';
import type { Draft } from '../document.ts';
import { draftName } from '../draft-name.ts';
import { readDraft } from '../stored/read-draft.ts';
import type { ShareSummary } from './rules.ts';

/** Associated data of a shared conversation's encryption. */
export const sharedAbout = ({ id, accountId }: Pick<PlaygroundShare, 'id' | 'accountId'>): string =>
  `share ${accountId} ${id}`;

/** A shared conversation with its author. */
export interface SharedDraft {
  draft: Draft;
  by: string | null;
  organisation: string | null;
  createdAt: Date;
  expiresAt: Date;
}

/** A link is valid only while its author's membership, role and account still allow sharing. */
const isOpenFor = (now: Date) =>
  ({
    expiresAt: { gt: now },
    account: { suspendedAt: null },
  }) satisfies Prisma.PlaygroundShareWhereInput;

const shape = {
  user: {
    select: { name: true, email: true, memberships: { select: { accountId: true, role: true } } },
  },
  account: { select: { kind: true, name: true } },
} satisfies Prisma.PlaygroundShareInclude;

type ShareRow = Prisma.PlaygroundShareGetPayload<{ include: typeof shape }>;

const mayShare = ({ user, accountId }: ShareRow): boolean =>
  user.memberships.some((membership) => membership.accountId === accountId && may(membership.role, 'playground:use'));

/** Finds the shared conversation of a link, for anybody; null when it was revoked, has expired, or never existed. */
export async function findShared(token: string, now = new Date()): Promise<SharedDraft | null> {
  const where = { tokenHash: hashSecret(token), ...isOpenFor(now) };
  const row = await db.playgroundShare.findFirst({ where, include: shape });
  if (!row || !mayShare(row)) return null;
  const draft = await openDraft(row);
  if (!draft) return null;
  await db.playgroundShare.updateMany({ where: { id: row.id }, data: { views: { increment: 1 } } });
  const { createdAt, expiresAt, user, account } = row;
  return {
    ...{ draft, createdAt, expiresAt, by: user.name },
    organisation: account.kind === 'organisation' ? account.name : null,
  };
}

async function openDraft(row: PlaygroundShare): Promise<Draft | null> {
  const text = await openSealed(sharedAbout(row), row);
  const read = text === null ? null : readDraft(JSON.parse(text));
  return read?.ok ? read.draft : null;
}

const MOST_LISTED = 100;

/** Lists the user's active links, and everybody's for users who manage content, newest first. @throws forbidden */
export async function listShares(user: { id: string }, accountId: string, now = new Date()): Promise<ShareSummary[]> {
  const role = await requirePermission(user, accountId, 'playground:use');
  const own = may(role, 'content:manage') ? {} : { userId: user.id };
  const where = { accountId, ...own, ...isOpenFor(now) };
  const rows = await db.playgroundShare.findMany({
    where,
    include: shape,
    orderBy: { createdAt: 'desc' },
    take: MOST_LISTED,
  });
  return Promise.all(
    rows.filter(mayShare).map(async (row) => ({
      ...{ id: row.id, createdAt: row.createdAt, expiresAt: row.expiresAt, views: row.views },
      name: draftName((await openDraft(row)) ?? { name: '', columns: [] }),
      by: row.userId === user.id ? null : (row.user.name ?? row.user.email),
    })),
  );
}
