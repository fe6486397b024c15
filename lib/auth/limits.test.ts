import { expect, it } from 'vitest';
import { isWithin, limit, toLimitKey } from './limits.ts';

it('refuses the sixth try within a minute, and says how long to wait', async () => {
  for (let count = 0; count < 5; count += 1) await limit('step-up:account', 'usr_ada');
  await expect(limit('step-up:account', 'usr_ada')).rejects.toMatchObject({
    code: 'rate_limit_exceeded',
    options: { retryAfterSeconds: expect.closeTo(60, 0) },
  });
});

it('counts each account on its own', async () => {
  for (let count = 0; count < 3; count += 1) expect(await isWithin('mail:account', 'a')).toBe(true);
  expect(await isWithin('mail:account', 'a')).toBe(false);
  expect(await isWithin('mail:account', 'b')).toBe(true);
});

it('does not lock all users out behind an unknown proxy', async () => {
  for (let count = 0; count < 50; count += 1) expect(await isWithin('sign-up:address', '127.0.0.1')).toBe(true);
});

it('takes an IPv6 network for one caller', () => {
  expect(toLimitKey('2001:db8:1:2:3:4:5:6')).toBe(toLimitKey('2001:db8:1:2::9'));
  expect(toLimitKey('2001:db8:1:3::9')).not.toBe(toLimitKey('2001:db8:1:2::9'));
  expect(toLimitKey('203.0.113.7')).toBe('203.0.113.7');
});
