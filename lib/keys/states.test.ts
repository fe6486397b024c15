import { describe, expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import type { SpendWindow } from './spend-windows.ts';
import { statesOf } from './states.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
const KEY = { expiresAt: null, disabledAt: null, revokedAt: null, rotatedToId: null, spend: [] };
const spent = (used: bigint) => [
  { window: 'total', cap: nanoUsd(100n), used: nanoUsd(used), zone: 'UTC', resetsAt: null } satisfies SpendWindow,
];
const kinds = (key: object, rejections?: { requests: number; rejected: number }) =>
  statesOf({ ...KEY, ...key }, { now: NOW, ...(rejections && { rejections }) }).map(({ kind }) => kind);

describe('a key', () => {
  it('without anything to report is working', () => expect(kinds({})).toEqual(['working']));

  it.each([
    [89n, 'working'],
    [90n, 'cap_near'],
    [99n, 'cap_near'],
    [100n, 'cap_reached'],
  ])('that spent %d of 100 is %s', (used, kind) => expect(kinds({ spend: spent(used) })).toEqual([kind]));

  it.each([
    [24.1, 'working'],
    [24, 'expiring'],
    [0.1, 'expiring'],
    [0, 'expired'],
  ])('that expires in %d hours is %s', (hours, kind) => expect(kinds({ expiresAt: later(hours) })).toEqual([kind]));

  it.each([
    [9, 9, 'working'],
    [10, 50, 'rejecting'],
    [10, 51, 'working'],
  ])('with %d of %d requests rejected is %s', (rejected, requests, kind) => {
    expect(kinds({}, { rejected, requests })).toEqual([kind]);
  });

  it('that was replaced is rotating until its grace ends, and expired after', () => {
    expect(kinds({ rotatedToId: 'key_new', expiresAt: later(1) })).toEqual(['rotating']);
    expect(kinds({ rotatedToId: 'key_new', expiresAt: NOW })).toEqual(['expired']);
  });

  it('reports all its states, most urgent first', () => {
    const key = { spend: spent(95n), expiresAt: later(1), disabledAt: NOW };
    const rejections = { rejected: 10, requests: 10 };
    expect(kinds(key, rejections)).toEqual(['cap_near', 'expiring', 'rejecting', 'disabled']);
    expect(kinds({ ...key, expiresAt: later(1), rotatedToId: 'key_new' }, rejections)).toEqual([
      'cap_near',
      'rejecting',
      'disabled',
      'rotating',
    ]);
  });

  it('that ended reports only its end', () => {
    expect(kinds({ spend: spent(100n), expiresAt: NOW, disabledAt: NOW })).toEqual(['expired']);
    expect(kinds({ spend: spent(100n), expiresAt: NOW, revokedAt: NOW })).toEqual(['revoked']);
  });
});
