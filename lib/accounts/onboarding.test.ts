import { expect, it } from 'vitest';
import { toOnboarding } from './onboarding.ts';

const NOTHING = {
  ...{ isVerified: false, hasKey: false, hasCalled: false, hasCredit: false, hasAlert: false },
  ...{ mayPay: true, takesPayments: false },
};
const states = (facts: object) => toOnboarding({ ...NOTHING, ...facts }).steps.map(({ state }) => state);

it('has one next step at a time', () => {
  expect(states({})).toEqual(['next', 'open', 'open', 'waiting', 'open']);
  expect(states({ isVerified: true })).toEqual(['done', 'next', 'open', 'waiting', 'open']);
});

it('ticks each finished step, in any order', () => {
  expect(states({ hasKey: true, hasCredit: true })).toEqual(['next', 'done', 'open', 'done', 'open']);
});

it('asks the user for credit where it can be bought', () => {
  const called = { isVerified: true, hasKey: true, hasCalled: true, takesPayments: true };
  expect(states(called)).toEqual(['done', 'done', 'done', 'next', 'open']);
  expect(toOnboarding({ ...NOTHING, ...called, hasAlert: true }).isComplete).toBe(false);
});

it('shows payment steps only to members who may pay', () => {
  expect(states({ isVerified: true, mayPay: false })).toEqual(['done', 'next', 'open']);
});

it('is complete when the user has no step left', () => {
  const done = { isVerified: true, hasKey: true, hasCalled: true, hasAlert: true };
  expect(toOnboarding({ ...NOTHING, ...done }).isComplete).toBe(true);
  for (const missing of ['hasCalled', 'hasAlert'])
    expect(toOnboarding({ ...NOTHING, ...done, [missing]: false }).isComplete).toBe(false);
});
