import { expect, it } from 'vitest';
import { ROLES } from './permissions.ts';
import { hasSecondFactor, needsSecondFactor } from './second-factor-rule.ts';

it('asks owners and admins of organisations only', () => {
  expect(ROLES.filter((role) => needsSecondFactor('organisation', role))).toEqual(['owner', 'admin']);
});

it('asks no one in a personal account', () => {
  expect(ROLES.filter((role) => needsSecondFactor('personal', role))).toEqual([]);
});

it('accepts an app or a passkey', () => {
  expect(hasSecondFactor({ hasTotp: true, hasPasskey: false })).toBe(true);
  expect(hasSecondFactor({ hasTotp: false, hasPasskey: true })).toBe(true);
  expect(hasSecondFactor({ hasTotp: false, hasPasskey: false })).toBe(false);
});
