import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { clientAddress, findProxy, isLocalCall } from './client-address.ts';

const from = (remoteAddress: string, headers: Record<string, string> = {}, httpVersion = '1.1') =>
  ({ socket: { remoteAddress }, headers, httpVersion }) as unknown as IncomingMessage;
const forwarded = (addresses: string) => ({ 'x-forwarded-for': addresses });

it.each([
  ['the socket’s address', from('198.51.100.7'), 0, '198.51.100.7'],
  ['an IPv4 address on an IPv6 socket', from('::ffff:198.51.100.7'), 0, '198.51.100.7'],
  ['not what the caller claims, without a proxy', from('198.51.100.7', forwarded('1.1.1.1')), 0, '198.51.100.7'],
  ['what one proxy saw', from('10.0.0.1', forwarded('1.1.1.1, 198.51.100.7')), 1, '198.51.100.7'],
  ['the socket’s when the proxy says nothing', from('10.0.0.1'), 1, '10.0.0.1'],
])('the client’s address is %s', (_name, message, trustedProxies, expected) => {
  expect(clientAddress(message, trustedProxies)).toBe(expected);
});

describe('a local call', () => {
  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1', '127.8.8.8'])('comes from %s', (address) =>
    expect(isLocalCall(from(address))).toBe(true),
  );

  it.each(['203.0.113.7', '10.0.0.1', '192.168.1.7', '::ffff:203.0.113.7', ''])('does not come from %j', (address) =>
    expect(isLocalCall(from(address))).toBe(false),
  );

  it.each(['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'x-forwarded-host', 'x-forwarded-proto'])(
    'has no %s, which a proxy adds',
    (name) => expect(isLocalCall(from('127.0.0.1', { [name]: '' }))).toBe(false),
  );

  it('is not in HTTP/1.0, which a proxy that adds no header speaks', () => {
    expect(isLocalCall(from('127.0.0.1', {}, '1.0'))).toBe(false);
  });
});

describe('a proxy', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.17.0.1',
    '192.168.1.1',
    '100.64.0.1',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
  ])('is seen when it calls from %s', (address) =>
    expect(findProxy(from(address, forwarded('198.51.100.7')))).toBe(address.replace('::ffff:', '')),
  );

  it('is not seen in a caller’s own claim, nor without one', () => {
    expect(findProxy(from('198.51.100.7', forwarded('10.0.0.1')))).toBeNull();
    expect(findProxy(from('127.0.0.1'))).toBeNull();
  });
});
