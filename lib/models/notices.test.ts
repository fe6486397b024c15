import { expect, it } from 'vitest';
import { retirementNotices } from './notices.ts';

const NOW = new Date('2026-11-22T12:00:00Z');

it('warns of a deprecated model, in any spelling, once for all affected keys', () => {
  const uses = [
    { keyId: 'key_a', model: 'anthropic/claude-sonnet-4.5' },
    { keyId: 'key_a', model: 'claude-sonnet-4-5' },
    { keyId: 'key_b', model: 'claude-sonnet-4-5' },
  ];
  expect(retirementNotices(uses, NOW)).toMatchObject([
    {
      model: { id: 'claude-sonnet-4-5' },
      status: 'deprecated',
      retiresOn: '2026-11-30',
      successor: { id: 'claude-sonnet-4-6' },
      keyIds: ['key_a', 'key_b'],
    },
  ]);
});

it('lists retired models before deprecated ones', () => {
  const uses = ['claude-sonnet-4-5', 'claude-4-opus'].map((model) => ({ keyId: 'key_a', model }));
  expect(retirementNotices(uses, NOW).map(({ status }) => status)).toEqual(['retired', 'deprecated']);
});

it('ignores active and unknown models', () => {
  const uses = ['claude-opus-4-8', 'gpt-4'].map((model) => ({ keyId: 'key_a', model }));
  expect(retirementNotices(uses, NOW)).toEqual([]);
});
