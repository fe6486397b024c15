import { expect, it } from 'vitest';
import type { CurrentUser } from '#lib/auth/current-user.ts';
import { assertUsable, type KeyRow } from '#lib/keys/verified-key.ts';
import { toTrialPrincipal } from './trial-principal.ts';

const AT = new Date('2026-01-01T00:00:00Z');

const readerOf = (suspendedAt: Date | null) => ({ account: { id: 'acct_1', suspendedAt } }) as CurrentUser;

const errorOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

it('represents the account that the reader views', () => {
  expect(toTrialPrincipal(readerOf(null))).toMatchObject({ accountId: 'acct_1', mode: 'test' });
});

it('is refused while the account is suspended, as a key is', () => {
  const row = { allowedIps: [] as string[], account: { suspendedAt: AT } } as KeyRow;
  const key = { row, allowedIps: [], principal: toTrialPrincipal(readerOf(null)) };
  const refusal = errorOf(() => assertUsable(key, { clientIp: '203.0.113.7', now: AT }));
  expect(refusal).toMatchObject({ code: 'account_suspended', status: 403 });
  expect(errorOf(() => toTrialPrincipal(readerOf(AT)))).toEqual(refusal);
});
