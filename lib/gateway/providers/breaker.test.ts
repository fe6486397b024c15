import { describe, expect, it } from 'vitest';
import { type AttemptVerdict, admit, type Breaker, CLOSED, judge, NOTHING, permissionOf, WORKS } from './breaker.ts';

const STRIKE: AttemptVerdict = { says: 'strike' };
const rule = (breaker: Breaker, verdict: AttemptVerdict, more: { now?: number; isProbe?: boolean } = {}) =>
  judge(breaker, { verdict, now: 0, isProbe: false, random: () => 1, ...more });
const strikes = (count: number) =>
  Array.from({ length: count }).reduce<Breaker>((breaker) => rule(breaker, STRIKE), CLOSED);

describe('breaker', () => {
  it('opens at the fifth failure in a row', () => {
    expect(permissionOf(strikes(4), 0)).toBe('pass');
    expect(permissionOf(strikes(5), 0)).toBe('refused');
    expect(rule(strikes(4), WORKS)).toEqual(CLOSED);
  });

  it('lets exactly one probe through when its time is up', () => {
    const open = strikes(5);
    expect(permissionOf(open, 4_999)).toBe('refused');
    expect(permissionOf(open, 5_000)).toBe('probe');
    expect(permissionOf(admit(open, 5_000), 5_001)).toBe('refused');
  });

  it('closes when the probe succeeds and waits longer when it fails', () => {
    const halfOpen = admit(strikes(5), 5_000);
    expect(rule(halfOpen, WORKS, { isProbe: true })).toEqual(CLOSED);
    const reopened = rule(halfOpen, STRIKE, { isProbe: true, now: 6_000 });
    expect(reopened).toMatchObject({ state: 'open', until: 16_000, trips: 2 });
    const again = rule(admit(reopened, 16_000), STRIKE, { isProbe: true, now: 16_000 });
    expect(again).toMatchObject({ until: 26_000, trips: 3 });
  });

  it('offers the probe again when its caller hung up', () => {
    const halfOpen = admit(strikes(5), 5_000);
    expect(permissionOf(rule(halfOpen, NOTHING, { isProbe: true, now: 5_100 }), 5_100)).toBe('probe');
  });

  it('does not stay half-open for ever behind a probe that never ends', () => {
    const halfOpen = admit(strikes(5), 5_000);
    expect(permissionOf(halfOpen, 20_000)).toBe('probe');
  });

  it('does not let requests from before the opening close or reopen it', () => {
    const open = strikes(5);
    const halfOpen = admit(open, 5_000);
    expect(rule(open, WORKS)).toEqual(open);
    expect(rule(halfOpen, WORKS)).toEqual(halfOpen);
    expect(rule(halfOpen, STRIKE)).toEqual(halfOpen);
  });

  it('rests as long as upstream asks, and never shortens a rest', () => {
    const resting = rule(CLOSED, { says: 'rest', restMs: 300_000 });
    expect(resting).toMatchObject({ state: 'open', until: 300_000 });
    expect(rule(resting, { says: 'rest', restMs: 1_000 })).toMatchObject({ until: 300_000 });
  });

  it('opens at once when the account is at fault, and only for seconds', () => {
    const fault: AttemptVerdict = { says: 'fault' };
    const open = rule(CLOSED, fault);
    expect(open).toEqual({ state: 'open', until: 5_000, trips: 1, isAccountFault: true });
    expect(rule(open, fault, { now: 4_000 })).toEqual(open);
    expect(rule(admit(open, 5_000), WORKS, { isProbe: true })).toEqual(CLOSED);
  });

  it('spreads probes by chance, half of the pause at most', () => {
    const low = judge(strikes(4), { verdict: STRIKE, now: 0, isProbe: false, random: () => 0 });
    expect(low).toMatchObject({ until: 2_500 });
  });
});
