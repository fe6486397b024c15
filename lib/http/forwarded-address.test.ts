import { expect, it } from 'vitest';
import { forwardedAddress } from './forwarded-address.ts';

it.each([
  ['a claim, without a proxy', '1.1.1.1', 0, ''],
  ['what one proxy saw, not what its caller claims', '1.1.1.1, 198.51.100.7', 1, '198.51.100.7'],
  ['an IPv4 address on an IPv6 socket', '1.1.1.1, ::ffff:198.51.100.7', 1, '198.51.100.7'],
  ['what the outer of two proxies saw', '1.1.1.1, 198.51.100.7, 10.0.0.2', 2, '198.51.100.7'],
  ['nothing, when there are fewer entries than proxies', '198.51.100.7', 2, ''],
])('%s', (_name, forwardedFor, proxies, expected) => expect(forwardedAddress(forwardedFor, proxies)).toBe(expected));
