import 'server-only';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { limit } from '#lib/auth/limits.ts';
import { hashSecret, newSecret } from '#lib/auth/tokens.ts';
import { sealContent } from '#lib/content/seal.ts';
import { transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/id.ts';
import { readDraft } from '../stored/read-draft.ts';
import { sharedAbout } from './queries.ts';
import { MOST_SHARED_BYTES, SHARE_DAYS, type ShareDays } from './rules.ts';
import { toSnapshot } from './snapshot.ts';

const DAY_MS = 86_400_000;

interface Sharing {
  accountId: string;
  draft: unknown;
  days: ShareDays;
  caller: Caller;
  now?: Date;
}

/**
 * Creates a public link to a conversation as it is now.
 * @returns the token of the link, which cannot be read again
 * @throws forbidden; invalid_value for an invalid or too large draft; rate_limit_exceeded
 */
export async function shareDraft(user: { id: string }, { accountId, draft, days, caller, now }: Sharing) {
  await requirePermission(user, accountId, 'playground:use');
  await limit('share:account', user.id);
  const read = readDraft(draft);
  const text = read.ok ? JSON.stringify(toSnapshot(read.draft)) : '';
  if (text === '' || Buffer.byteLength(text) > MOST_SHARED_BYTES)
    throw new AppError('invalid_value', 'This conversation is too long to be shared, or unreadable.');
  const [id, token] = [newId('share'), newSecret()];
  const sealed = await sealContent(sharedAbout({ id, accountId }), text);
  const createdAt = now ?? new Date();
  const expiresAt = new Date(createdAt.getTime() + SHARE_DAYS[days] * DAY_MS);
  await transaction(async (tx) => {
    const data = { id, tokenHash: hashSecret(token), accountId, userId: user.id, ...sealed, createdAt, expiresAt };
    await tx.playgroundShare.create({ data });
    await audit({ action: 'share.created', accountId, actorId: user.id, target: id, caller, now: createdAt }, tx);
  });
  return token;
}
