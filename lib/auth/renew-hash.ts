import 'server-only';
import { db } from '#lib/db/client.ts';
import { log } from '#lib/log.ts';
import { hashPassword, isOutdated } from './password.ts';

/**
 * Makes a hash of today's cost while the password is at hand. Signing in does not depend on it: what fails is logged and
 * tried again next time.
 */
export async function renewHash(
  { id, passwordHash }: { id: string; passwordHash: string | null },
  password: string,
): Promise<void> {
  if (passwordHash === null || !isOutdated(passwordHash)) return;
  try {
    const data = { passwordHash: await hashPassword(password) };
    // Only the hash that was checked: a password changed meanwhile stays changed.
    await db.user.updateMany({ where: { id, passwordHash }, data });
  } catch (error) {
    log.error({ event: 'hash_not_renewed', userId: id, err: error });
  }
}
