import { describe, expect, it } from 'vitest';
import { AppError } from '#lib/errors.ts';
import type { CurrentUser, UserAccount } from './current-user.ts';
import { assertSameUser, toRenderedAccount } from './rendered-for.ts';

const personal: UserAccount = {
  id: 'acc_own',
  kind: 'personal',
  name: 'Ada',
  role: 'owner',
  retention: 'none',
  suspendedAt: null,
};
const acme: UserAccount = {
  id: 'acc_acme',
  kind: 'organisation',
  name: 'Acme',
  role: 'admin',
  retention: 'none',
  suspendedAt: null,
};

/** Ada, whose browser meanwhile shows Acme. */
const ada: CurrentUser = {
  id: 'usr_ada',
  email: 'ada@example.com',
  name: 'Ada',
  locale: 'en',
  isVerified: true,
  hasPassword: true,
  hasTotp: false,
  hasPasskey: false,
  sessionId: 'ses_1',
  sessionVersion: 1,
  steppedUpAt: new Date(0),
  accountId: acme.id,
  account: acme,
  role: 'admin',
  lacksSecondFactor: true,
  accounts: [personal, acme],
};

const codeOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'ok';
};

describe('an action', () => {
  it('concerns the account its page showed, with the role and the duties there', () => {
    const user = toRenderedAccount(ada, { userId: ada.id, accountId: personal.id });
    expect(user).toMatchObject({ accountId: personal.id, account: personal, role: 'owner', lacksSecondFactor: false });
    const inAcme = toRenderedAccount(ada, { userId: ada.id, accountId: acme.id });
    expect(inAcme).toMatchObject({ accountId: acme.id, role: 'admin', lacksSecondFactor: true });
  });

  it('is refused once the account is not the user’s any more', () =>
    expect(codeOf(() => toRenderedAccount(ada, { userId: ada.id, accountId: 'acc_left' }))).toBe('not_a_member'));

  it('is refused for another user who has signed in since', () => {
    const page = { userId: 'usr_grace', accountId: acme.id };
    expect(codeOf(() => assertSameUser(ada, page))).toBe('user_changed');
    expect(codeOf(() => toRenderedAccount(ada, page))).toBe('user_changed');
    expect(codeOf(() => assertSameUser(ada, { userId: ada.id }))).toBe('ok');
  });
});
