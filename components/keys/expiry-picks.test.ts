import { expect, it } from 'vitest';
import { expiryOf, toFieldValue } from './expiry-picks.ts';

const NOW = new Date('2026-11-22T12:00:00Z');

it.each([
  ['day', '2026-11-23T12:00:00.000Z'],
  ['week', '2026-11-29T12:00:00.000Z'],
  ['month', '2026-12-22T12:00:00.000Z'],
  ['quarter', '2027-02-20T12:00:00.000Z'],
] as const)('a key for a %s ends after exactly that time', (pick, expected) => {
  expect(expiryOf(pick, '', NOW)?.toISOString()).toBe(expected);
});

it('a key may last for ever', () => expect(expiryOf('never', 'nonsense', NOW)).toBeNull());

it('a custom moment is read in the reader’s zone, and survives being shown again', () => {
  const moment = expiryOf('custom', '2026-12-24T18:30', NOW);
  expect(moment && toFieldValue(moment)).toBe('2026-12-24T18:30');
});

it.each(['', 'soon'])('what is no moment is told apart from never: “%s”', (custom) => {
  expect(expiryOf('custom', custom, NOW)).toBeUndefined();
});
