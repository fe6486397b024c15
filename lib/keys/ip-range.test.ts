import { expect, it } from 'vitest';
import { findIpRange, type IpRange, isInside } from './ip-range.ts';

const range = (text: string) => findIpRange(text) as IpRange;

it.each([
  ['203.0.113.7', '203.0.113.7', true],
  ['203.0.113.7', '203.0.113.8', false],
  ['203.0.113.0/24', '203.0.113.255', true],
  ['203.0.113.0/24', '203.0.114.0', false],
  ['203.0.113.0/24', '::ffff:203.0.113.9', true],
  ['0.0.0.0/0', '198.51.100.1', true],
  ['0.0.0.0/0', '2001:db8::1', false],
  ['2001:db8::/32', '2001:db8:ffff::1', true],
  ['2001:db8::/32', '2001:db9::1', false],
  ['203.0.113.0/24', 'unknown', false],
  ['203.0.113.0/24', '', false],
])('%s contains %s: %s', (text, address, expected) => expect(isInside([range(text)], address)).toBe(expected));

it.each([
  '',
  'localhost',
  '203.0.113',
  '1',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '203.0.113.0/33',
  '2001:db8::/129',
  '1.2.3.4/',
  '1.2.3.4/-1',
  '1.2.3.4/8/8',
])('refuses %j', (text) => expect(findIpRange(text)).toBeNull());
