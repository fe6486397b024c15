import { expect, it } from 'vitest';
import type { KeyState } from '#lib/keys/states.ts';
import { type KeyFilter, matchesFilter } from './key-filter.ts';

const ANY: KeyFilter = { name: '', mode: null, status: null };
const NOW = new Date('2026-11-22T12:00:00Z');
const states: [KeyState, ...KeyState[]] = [
  { kind: 'rejecting', rejected: 10, requests: 10 },
  { kind: 'disabled', at: NOW },
];
const key = { id: 'key_01abc', name: 'Nightly CI', hint: 'th-live-…Ab3x', mode: 'live' as const, states };

it.each([
  [{}, true],
  [{ name: 'nightly' }, true],
  [{ name: ' Ab3x ' }, true],
  [{ name: 'key_01abc' }, true],
  [{ name: 'prod' }, false],
  [{ mode: 'test' as const }, false],
  [{ status: 'attention' as const }, true],
  [{ status: 'disabled' as const }, true],
  [{ status: 'working' as const }, false],
  [{ name: 'nightly', status: 'expired' as const }, false],
  [{ status: 'revoked' as const }, false],
])('the filter %j finds the key: %s', (changes, expected) => {
  expect(matchesFilter(key, { ...ANY, ...changes })).toBe(expected);
});

it.each([
  [{}, false],
  [{ name: 'nightly' }, false],
  [{ status: 'working' as const }, false],
  [{ status: 'revoked' as const }, true],
  [{ status: 'revoked' as const, mode: 'test' as const }, false],
])('a key that was revoked is shown by the filter %j: %s', (changes, expected) => {
  const revoked = { ...key, states: [{ kind: 'revoked', at: NOW }] satisfies [KeyState] };
  expect(matchesFilter(revoked, { ...ANY, ...changes })).toBe(expected);
});
