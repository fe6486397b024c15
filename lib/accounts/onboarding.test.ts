import { expect, it } from 'vitest';
import { toOnboarding } from './onboarding.ts';

const NOTHING = { isVerified: false, hasKey: false, hasCalled: false, hasCredit: false };
const states = (facts: object) => toOnboarding({ ...NOTHING, ...facts }).steps.map(({ state }) => state);

it('has one next step at a time', () => {
  expect(states({})).toEqual(['next', 'open', 'open', 'upcoming', 'upcoming']);
  expect(states({ isVerified: true })).toEqual(['done', 'next', 'open', 'upcoming', 'upcoming']);
});

it('ticks what is so, in whatever order it came about', () => {
  expect(states({ hasKey: true, hasCredit: true })).toEqual(['next', 'done', 'open', 'done', 'upcoming']);
});

it('is complete when nothing is left that could be done here', () => {
  const done = { isVerified: true, hasKey: true, hasCalled: true };
  expect(toOnboarding({ ...NOTHING, ...done }).isComplete).toBe(true);
  expect(toOnboarding({ ...NOTHING, ...done, hasCalled: false }).isComplete).toBe(false);
});
