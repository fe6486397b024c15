import 'server-only';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import { db } from '#lib/db/client.ts';

export interface PlayedRun {
  requestId: string;
  model: string;
  createdAt: Date;
  until: Date;
}

const MOST_LISTED = 50;

/** The user's own playground runs whose content is stored, newest first. @throws forbidden */
export async function listPlayed(user: { id: string }, accountId: string, now = new Date()): Promise<PlayedRun[]> {
  await requirePermission(user, accountId, 'playground:use');
  const rows = await db.requestContent.findMany({
    where: { accountId, userId: user.id, expiresAt: { gt: now }, sealed: { not: null } },
    select: { requestId: true, model: true, createdAt: true, expiresAt: true },
    orderBy: { createdAt: 'desc' },
    take: MOST_LISTED,
  });
  return rows.map(({ expiresAt, ...row }) => ({ ...row, until: expiresAt }));
}
