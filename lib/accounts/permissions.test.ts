import { describe, expect, it } from 'vitest';
import { may, mayAssign, PERMISSIONS, type Permission, ROLES } from './permissions.ts';

const table = () =>
  Object.fromEntries(
    Object.keys(PERMISSIONS).map((permission) => [
      permission,
      ROLES.map((role) => (may(role, permission as Permission) ? role : '-')).join(' '),
    ]),
  );

it('shows every change of who may do what in the diff', () => expect(table()).toMatchSnapshot());

describe('owners', () => {
  it('may do everything', () =>
    expect(Object.keys(PERMISSIONS).every((name) => may('owner', name as Permission))).toBe(true));
  it('are made and unmade by owners only', () => {
    for (const actor of ROLES)
      for (const other of ROLES) {
        expect(mayAssign(actor, 'owner', other)).toBe(actor === 'owner');
        expect(mayAssign(actor, other, 'owner')).toBe(actor === 'owner');
        expect(mayAssign(actor, 'owner', null)).toBe(actor === 'owner');
      }
  });
});

it('lets no role below admin change members', () => {
  for (const actor of ['developer', 'billing', 'viewer'] as const)
    for (const from of [...ROLES, null])
      for (const to of [...ROLES, null]) expect(mayAssign(actor, from, to)).toBe(false);
});
