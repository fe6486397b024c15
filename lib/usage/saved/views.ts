import 'server-only';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import { db } from '#lib/db/client.ts';
import { Prisma } from '#lib/db/generated/client.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/id.ts';
import { type SavedPage, toSavedQuery } from './schema.ts';

export interface SavedView {
  id: string;
  name: string;
  query: string;
  isShared: boolean;
  /** The maker of a shared view; null for one's own. */
  by: string | null;
}

interface Member {
  id: string;
  accountId: string;
}

interface ViewSettings {
  name: string;
  isShared: boolean;
}

const READS = { usage: 'usage:read', logs: 'logs:read' } as const satisfies Record<SavedPage, string>;

const MOST_VIEWS = 100;

/** One's own views of a page, and those shared by the other members of the account. */
export async function listViews({ id: userId, accountId }: Member, page: SavedPage): Promise<SavedView[]> {
  const ofMembers = { isShared: true, user: { memberships: { some: { accountId } } } };
  const rows = await db.savedView.findMany({
    where: { accountId, page, OR: [{ userId }, ofMembers] },
    include: { user: { select: { name: true, email: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, name, query, isShared, user, ...row }) => ({
    ...{ id, name, query, isShared },
    by: row.userId === userId ? null : user.name || user.email,
  }));
}

/** Saves a view. One's own view of the same name is replaced. @throws forbidden; conflict when there are too many */
export function saveView(
  user: Member,
  { page, name, query, isShared }: ViewSettings & { page: SavedPage; query: string },
): Promise<void> {
  const { id: userId, accountId } = user;
  return transaction(async (tx) => {
    await requirePermission(user, accountId, READS[page], tx);
    const settings = { query: toSavedQuery(page, query), isShared };
    const place = { accountId, userId, page, name };
    await tx.savedView.upsert({
      where: { accountId_userId_page_name: place },
      update: settings,
      create: { id: newId('savedView'), ...place, ...settings },
    });
    if ((await tx.savedView.count({ where: { accountId, userId, page } })) > MOST_VIEWS)
      throw new AppError('conflict', `There are ${MOST_VIEWS} saved views already. Delete one first.`);
  });
}

/** Renames a view, shares it, or stops sharing it. @throws not_found; conflict for a name that is in use */
export async function changeView(user: Member, { id, ...settings }: ViewSettings & { id: string }): Promise<void> {
  try {
    const { count } = await db.savedView.updateMany({ where: ownView(user, id), data: settings });
    if (count === 0) throw new AppError('not_found', 'There is no such view.');
  } catch (error) {
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
    throw isTaken ? new AppError('conflict', 'Another view has this name.', { param: 'name' }) : error;
  }
}

/** Deletes one's own view. A view that is gone already is no failure. */
export async function removeView(user: Member, id: string): Promise<void> {
  await db.savedView.deleteMany({ where: ownView(user, id) });
}

const ownView = ({ id: userId, accountId }: Member, id: string) => ({ id, userId, accountId });

/** Deletes the views of an account. */
export const deleteViews = async (accountId: string, tx: Transaction): Promise<void> =>
  void (await tx.savedView.deleteMany({ where: { accountId } }));
