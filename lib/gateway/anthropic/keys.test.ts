import { describe, expect, it } from 'vitest';
import type { UpstreamFailure } from './error.ts';
import type { KeyAlarm } from './key-alarm.ts';
import { chooseKey, createKeyRing } from './keys.ts';

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

function ring(keys: string[]) {
  const clock = { now: 0 };
  const alarms: KeyAlarm[] = [];
  const made = createKeyRing({ keys, now: () => clock.now, random: () => 1, onAlarm: (it) => alarms.push(it) });
  const lease = (model = 'haiku', tried = NONE) => made.lease(model, tried);
  return { ...made, clock, alarms, lease };
}

describe('chooseKey', () => {
  it('goes round, prefers the untried, and spends one request on a due probe', () => {
    const pass = (index: number, isTried = false) => ({ index, isTried, admission: 'pass' as const });
    expect(chooseKey([pass(0), pass(1), pass(2)], 1)).toBe(1);
    expect(chooseKey([pass(0), pass(1, true)], 1)).toBe(0);
    expect(chooseKey([pass(0), { ...pass(1), admission: 'probe' }], 0)).toBe(1);
    expect(chooseKey([pass(0), { ...pass(1, true), admission: 'probe' }], 1)).toBe(0);
    expect(chooseKey([{ ...pass(0), admission: 'refused' }], 0)).toBeNull();
    expect(chooseKey([], 0)).toBeNull();
  });
});

describe('key ring', () => {
  it('uses the keys in turn', () => {
    const { lease } = ring(['a', 'b']);
    expect([lease(), lease(), lease()].map((it) => it?.secret)).toEqual(['a', 'b', 'a']);
  });

  it('leaves a refused key out for every model until one probe succeeds', () => {
    const { lease, clock, alarms } = ring(['a', 'b']);
    lease()?.fail(UNAUTHORIZED);
    expect([lease('haiku'), lease('opus')].map((it) => it?.secret)).toEqual(['b', 'b']);
    clock.now = 300_000;
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
    const { lease, alarms } = ring(['a']);
    for (let count = 0; count < 5; count++) lease('opus')?.fail(OVERLOADED);
    expect(lease('opus')).toBeNull();
    expect(lease('haiku')).not.toBeNull();
    expect(alarms).toEqual([{ kind: 'failing', key: 'key #1', status: 529, model: 'opus' }]);
  });

  it('rests a rate-limited key exactly as long as upstream asked', () => {
    const { lease, clock, nextChanceMs } = ring(['a']);
    lease()?.fail(LIMITED);
    expect(nextChanceMs('haiku')).toBe(7_000);
    clock.now = 6_999;
    expect(lease()).toBeNull();
    clock.now = 7_000;
    expect(lease()).not.toBeNull();
  });

  it('does not hold a mistake of the customer against the key', () => {
    const { lease } = ring(['a']);
    for (let count = 0; count < 20; count++)
      lease()?.fail({ ...UNAUTHORIZED, status: 400, type: 'invalid_request_error' });
    expect(lease()).not.toBeNull();
  });

  it('says that there is no chance without keys', () => {
    expect(ring([]).lease()).toBeNull();
    expect(ring([]).nextChanceMs('haiku')).toBeNull();
  });

  it('never puts a secret or upstream text into an alarm', () => {
    const { lease, alarms } = ring(['sk-secret']);
    lease()?.fail(UNAUTHORIZED);
    expect(JSON.stringify(alarms)).not.toContain('secret');
  });
});
