import { describe, expect, it } from 'vitest';
import { createKeyInput } from '#lib/keys/schema.ts';
import { EMPTY_DRAFT, expiryOf, type KeyDraft, problemsOf, toFieldValue, toLimits } from './draft.ts';
import { toInput } from './key-view.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const draft = (changes: Partial<KeyDraft>): KeyDraft => ({ ...EMPTY_DRAFT, name: 'CI', ...changes });
const problems = (changes: Partial<KeyDraft>) => problemsOf(draft(changes), NOW);

describe('the problems of a draft', () => {
  it('are none when only a name is given', () => expect(problems({})).toEqual({}));

  it.each([
    [{ name: ' ' }, { name: 'name' }],
    [{ name: 'x'.repeat(81) }, { name: 'name' }],
    [{ capDay: '5 dollars' }, { capDay: 'amount' }],
    [{ capDay: '-1' }, { capDay: 'amount' }],
    [{ capDay: '1000000001' }, { capDay: 'amount' }],
    [{ concurrency: '0' }, { concurrency: 'count' }],
    [{ requestsPerMinute: '1.5' }, { requestsPerMinute: 'count' }],
    [{ allowedIps: '203.0.113.0/24\nhome' }, { allowedIps: 'ip' }],
    [{ expiry: 'custom', customExpiry: '' }, { customExpiry: 'soon' }],
    [{ expiry: 'custom', customExpiry: '2020-01-01T00:00' }, { customExpiry: 'soon' }],
  ] as const)('%j', (changes, expected) => expect(problems(changes)).toEqual(expected));

  it.each([
    [{ capTotal: '10', capMonth: '11' }, { capMonth: 'capOrder' }],
    [{ capTotal: '10', capDay: '11' }, { capDay: 'capOrder' }],
    [{ capMonth: '5', capDay: '5.01' }, { capDay: 'capOrder' }],
    [{ capTotal: '10', capMonth: '10', capDay: '10' }, {}],
  ])('a cap must not exceed that of a longer time: %j', (changes, expected) => {
    expect(problems(changes)).toEqual(expected);
  });
});

it('a draft without problems is what the server accepts', () => {
  const full = draft({
    expiry: 'week',
    capTotal: '12,50',
    capDay: '1',
    models: ['claude-opus-4-8'],
    requestsPerMinute: '６０',
    allowedIps: ' 203.0.113.7\n\n2001:db8::/32 ',
  });
  expect(problemsOf(full, NOW)).toEqual({});
  expect(createKeyInput.parse({ name: full.name, mode: full.mode, ...toInput(toLimits(full, NOW)) })).toMatchObject({
    name: 'CI',
    capTotal: 12_500_000_000n,
    capMonth: null,
    capDay: 1_000_000_000n,
    requestsPerMinute: 60,
    tokensPerMinute: null,
    allowedIps: ['203.0.113.7', '2001:db8::/32'],
    expiresAt: new Date('2026-11-29T12:00:00Z'),
  });
});

it('an empty draft sets no limit at all', () => {
  expect(toLimits(EMPTY_DRAFT, NOW)).toMatchObject({
    capTotal: null,
    capMonth: null,
    capDay: null,
    expiresAt: null,
    models: [],
  });
});

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

it.each(['', 'soon'])('an invalid moment differs from never: “%s”', (custom) => {
  expect(expiryOf('custom', custom, NOW)).toBeUndefined();
});
