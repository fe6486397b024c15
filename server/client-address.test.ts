import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';

const from = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

it.each([
  ['the socket’s address', from('198.51.100.7'), 0, '198.51.100.7'],
  ['an IPv4 address on an IPv6 socket', from('::ffff:198.51.100.7'), 0, '198.51.100.7'],
  ['not what the caller claims, without a proxy', from('198.51.100.7', '1.1.1.1'), 0, '198.51.100.7'],
  ['what one proxy saw, not what its caller claims', from('10.0.0.1', '1.1.1.1, 198.51.100.7'), 1, '198.51.100.7'],
  ['what the outer of two proxies saw', from('10.0.0.1', '1.1.1.1, 198.51.100.7, 10.0.0.2'), 2, '198.51.100.7'],
  ['the socket’s when the proxy says nothing', from('10.0.0.1'), 1, '10.0.0.1'],
])('is %s', (_name, message, trustedProxies, expected) => {
  expect(clientAddress(message, trustedProxies)).toBe(expected);
});
