import 'server-only';
import { db } from '#lib/db/client.ts';

const NEW_ACCOUNTS = 'new_accounts';

/** Pauses top-ups of accounts that have never paid, against mass card testing. */
export async function pauseNewAccounts(reason: string | null): Promise<void> {
  const subject = NEW_ACCOUNTS;
  await db.stripePause.upsert({ where: { subject }, create: { subject, reason }, update: { reason } });
}

/** @returns whether they were paused */
export async function resumeNewAccounts(): Promise<boolean> {
  const { count } = await db.stripePause.deleteMany({ where: { subject: NEW_ACCOUNTS } });
  return count > 0;
}

export const findPause = () => db.stripePause.findUnique({ where: { subject: NEW_ACCOUNTS } });
