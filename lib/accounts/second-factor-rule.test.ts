import { expect, it } from 'vitest';
import { ROLES } from './permissions.ts';
import { hasSecondFactor, needsSecondFactor } from './second-factor-rule.ts';

it('asks owners and admins of organisations, and nobody else', () => {
  expect(ROLES.filter((role) => needsSecondFactor('organisation', role))).toEqual(['owner', 'admin']);
});

it('asks nobody in an account of their own', () => {
  expect(ROLES.filter((role) => needsSecondFactor('personal', role))).toEqual([]);
});

it('is content with an app or a passkey', () => {
  expect(hasSecondFactor({ hasTotp: true, hasPasskey: false })).toBe(true);
  expect(hasSecondFactor({ hasTotp: false, hasPasskey: true })).toBe(true);
  expect(hasSecondFactor({ hasTotp: false, hasPasskey: false })).toBe(false);
});
