import { AppError } from '#lib/errors.ts';
import { type CurrentUser, type Person, withAccount } from './current-user.ts';

/**
 * The user and account a page was rendered for. Actions on the page apply to them: another tab may have switched the
 * account or user since, and cookies belong to the browser, not to the tab.
 */
export interface RenderedFor {
  userId: string;
  accountId: string;
}

export const toRenderedFor = ({ id, accountId }: Pick<CurrentUser, 'id' | 'accountId'>): RenderedFor => ({
  userId: id,
  accountId,
});

/** @throws user_changed */
export function assertSameUser(user: Pick<Person, 'id'>, { userId }: Pick<RenderedFor, 'userId'>): void {
  if (user.id === userId) return;
  throw new AppError('user_changed', 'Somebody else has signed in since this page was opened. Load it again.');
}

/** The user in the account the page showed. @throws user_changed; not_a_member */
export function toRenderedAccount(user: CurrentUser, { userId, accountId }: RenderedFor): CurrentUser {
  assertSameUser(user, { userId });
  const account = user.accounts.find(({ id }) => id === accountId);
  if (!account) throw new AppError('not_a_member', 'You do not belong to the account this page shows.');
  return withAccount(user, account);
}
