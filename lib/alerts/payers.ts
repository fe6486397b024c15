import 'server-only';
import { linkTo } from '#lib/accounts/links.ts';
import { PERMISSIONS } from '#lib/accounts/permissions.ts';
import { listRecipients } from '#lib/accounts/queries.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import type { Letter } from '#lib/email/letters.ts';
import { queueMail } from '#lib/email/queue.ts';
import { type Locale, toLocale } from '#lib/i18n/locales.ts';

interface Reader {
  locale: Locale;
  account: string;
  linkTo: (path: `/${string}`) => string;
}

type LetterContent = {
  [Name in Letter['name']]: Pick<Extract<Letter, { name: Name }>, 'name' | 'values'>;
}[Letter['name']];

/** Queues a mail to each member who may pay for the account, in their language. */
export async function notifyPayers(
  tx: Transaction,
  accountId: string,
  write: (reader: Reader) => LetterContent,
): Promise<void> {
  const payers = { role: { in: [...PERMISSIONS['billing:manage']] } };
  const { account, recipients } = await listRecipients(accountId, payers, tx);
  const letters = recipients.map(({ email, locale: wanted }) => {
    const locale = toLocale(wanted);
    return { ...write({ locale, account, linkTo: (path) => linkTo(locale, path) }), to: email, locale } as Letter;
  });
  await queueMail(tx, letters);
}
