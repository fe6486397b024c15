import { expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import type { RetirementNotice } from '#lib/models/notices.ts';
import { byUrgency } from './urgency.ts';

const notice = (id: string, status: 'deprecated' | 'retired'): RetirementNotice => ({
  model: { id, name: id, tier: 'opus' },
  status,
  retiresOn: '2026-12-01',
  successor: null,
  keyIds: [],
});

it('orders current refusals before future ones, and the first steps last', () => {
  const retirements = [notice('old', 'retired'), notice('older', 'retired'), notice('leaving', 'deprecated')];
  const all = { retirements, isUnverified: true, firstSteps: { done: 1, all: 4 } };
  const namesOf = (amount: bigint) =>
    byUrgency({ ...all, lowBalance: nanoUsd(amount) }).map((one) =>
      one.kind === 'retirement' ? one.notice.model.id : one.kind,
    );
  expect(namesOf(0n)).toEqual(['balance', 'unverified', 'old', 'older', 'leaving', 'firstSteps']);
  expect(namesOf(5n)).toEqual(['unverified', 'old', 'older', 'balance', 'leaving', 'firstSteps']);
});

it('returns no notices without a cause', () =>
  expect(byUrgency({ retirements: [], lowBalance: null, isUnverified: false, firstSteps: null })).toEqual([]));
