import { describe, expect, it } from 'vitest';
import type { UpstreamFailure } from '../messages/failure.ts';
import type { KeyAlarm } from './key-alarm.ts';
import { chooseKey, createKeyPool } from './key-pool.ts';

const UNAUTHORIZED: UpstreamFailure = {
  kind: 'error',
  status: 401,
  type: 'authentication_error',
  errorCode: null,
  message: 'invalid x-api-key sk-secret',
  retryAfterSeconds: null,
};
const OVERLOADED: UpstreamFailure = { ...UNAUTHORIZED, status: 529, type: 'overloaded_error' };
const LIMITED: UpstreamFailure = { ...UNAUTHORIZED, status: 429, type: 'rate_limit_error', retryAfterSeconds: 7 };
const NONE: ReadonlySet<number> = new Set();

function keyPool(keys: string[]) {
  const clock = { now: 0 };
  const alarms: KeyAlarm[] = [];
  const made = createKeyPool({ keys, now: () => clock.now, random: () => 1, onAlarm: (it) => alarms.push(it) });
  const lease = (model = 'haiku', tried = NONE) => made.lease(model, tried);
  return { ...made, clock, alarms, lease };
}

describe('chooseKey', () => {
  it('goes round, prefers the untried, and spends one request on a due probe', () => {
    const pass = (index: number, isTried = false) => ({ index, isTried, permission: 'pass' as const });
    expect(chooseKey([pass(0), pass(1), pass(2)], 1)).toBe(1);
    expect(chooseKey([pass(0), pass(1, true)], 1)).toBe(0);
    expect(chooseKey([pass(0), { ...pass(1), permission: 'probe' }], 0)).toBe(1);
    expect(chooseKey([pass(0), { ...pass(1, true), permission: 'probe' }], 1)).toBe(0);
    expect(chooseKey([pass(0, true), { ...pass(1), permission: 'probe' }, pass(2)], 0)).toBe(2);
    expect(chooseKey([{ ...pass(0), permission: 'refused' }], 0)).toBeNull();
    expect(chooseKey([], 0)).toBeNull();
  });
});

describe('key pool', () => {
  it('uses the keys in turn', () => {
    const { lease } = keyPool(['a', 'b']);
    expect([lease(), lease(), lease()].map((it) => it?.secret)).toEqual(['a', 'b', 'a']);
  });

  it('leaves a refused key out for every model until one probe succeeds', () => {
    const { lease, clock, alarms } = keyPool(['a', 'b']);
    lease()?.fail(UNAUTHORIZED);
    expect([lease('haiku'), lease('opus')].map((it) => it?.secret)).toEqual(['b', 'b']);
    clock.now = 5_000;
    const probe = lease();
    expect(probe?.secret).toBe('a');
    expect([lease(), lease()].map((it) => it?.secret)).toEqual(['b', 'b']);
    probe?.succeed();
    expect(new Set([lease()?.secret, lease()?.secret])).toEqual(new Set(['a', 'b']));
    expect(alarms).toEqual([
      { kind: 'refused', key: 'key #1', status: 401, model: null },
      { kind: 'recovered', key: 'key #1', status: null, model: null },
    ]);
  });

  it('leaves an overloaded model out without giving up the others', () => {
    const { lease, alarms } = keyPool(['a']);
    for (let count = 0; count < 5; count++) lease('opus')?.fail(OVERLOADED);
    expect(lease('opus')).toBeNull();
    expect(lease('haiku')).not.toBeNull();
    expect(alarms).toEqual([{ kind: 'failing', key: 'key #1', status: 529, model: 'opus' }]);
  });

  it('rests a rate-limited key exactly as long as upstream asked', () => {
    const { lease, clock, nextChance } = keyPool(['a']);
    lease()?.fail(LIMITED);
    expect(nextChance('haiku')).toEqual({ waitMs: 7_000, isAccountFault: false });
    clock.now = 6_999;
    expect(lease()).toBeNull();
    clock.now = 7_000;
    expect(lease()).not.toBeNull();
  });

  const CAPPED: UpstreamFailure = { ...UNAUTHORIZED, status: 429, type: 'rate_limit_error' };
  it.each([
    ['401', UNAUTHORIZED],
    ['403', { ...UNAUTHORIZED, status: 403, type: 'permission_error' }],
    ['429 without retry-after', CAPPED],
    ['429 with a retry-after of a day', { ...CAPPED, retryAfterSeconds: 86_400 }],
    ['529', OVERLOADED],
  ] as [string, UpstreamFailure][])(
    'asks again within ten seconds, or a minute, while a %s lasts',
    (_name, failure) => {
      const longest = failure.kind === 'error' && failure.retryAfterSeconds ? 60_000 : 10_000;
      const { lease, clock } = keyPool(['a']);
      for (let count = 0; count < 5; count++) lease()?.fail(failure);
      let last = 0;
      for (; clock.now < 600_000; clock.now += 100) {
        const probe = lease();
        if (!probe) continue;
        expect(clock.now - last).toBeLessThanOrEqual(longest);
        last = clock.now;
        probe.fail(failure);
      }
      expect(last).toBeGreaterThan(500_000);
    },
  );

  it('reports whether a key rests because of the account', () => {
    const { lease, nextChance } = keyPool(['a']);
    lease('opus')?.fail({ ...UNAUTHORIZED, status: 403 });
    expect(nextChance('opus')).toEqual({ waitMs: 5_000, isAccountFault: true });
    lease()?.fail(CAPPED);
    expect(nextChance('haiku')).toEqual({ waitMs: 5_000, isAccountFault: true });
  });

  it('does not hold a mistake of the customer against the key', () => {
    const { lease } = keyPool(['a']);
    for (let count = 0; count < 20; count++)
      lease()?.fail({ ...UNAUTHORIZED, status: 400, type: 'invalid_request_error' });
    expect(lease()).not.toBeNull();
  });

  it('has no next chance without keys', () => {
    expect(keyPool([]).lease()).toBeNull();
    expect(keyPool([]).nextChance('haiku')).toBeNull();
  });

  it('never puts a secret or upstream text into an alarm', () => {
    const { lease, alarms } = keyPool(['sk-secret']);
    lease()?.fail(UNAUTHORIZED);
    expect(JSON.stringify(alarms)).not.toContain('secret');
  });
});
