import 'server-only';
import { linkTo } from '#lib/accounts/links.ts';
import { findUserName, listRecipients, ownersAnd } from '#lib/accounts/queries.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import type { Letter } from '#lib/email/letters.ts';
import type { KeySummary } from './queries.ts';

interface Creation {
  accountId: string;
  key: KeySummary;
  creatorId: string;
}

/** For whoever made a key and the owners of its account, each in their language, so that an unexpected key is noticed. */
export async function writeKeyCreated(
  tx: Transaction,
  { accountId, key: { name, hint }, creatorId }: Creation,
): Promise<Letter[]> {
  const { account, recipients } = await listRecipients(accountId, ownersAnd([creatorId]), tx);
  const creator = (await findUserName(creatorId, tx)) ?? '';
  return recipients.map(({ email, locale }) => {
    const values = { key: name, hint, account, creator, url: linkTo(locale, '/keys') };
    return { name: 'keyCreated', to: email, locale, values };
  });
}
