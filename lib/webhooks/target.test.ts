import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTarget, isPublicAddress } from './target.ts';

const on = (url: string) => findTarget(url, { allowsLocal: false })?.href ?? null;

describe('an address of the internet', () => {
  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.0.1',
    '172.32.0.1',
    '192.167.1.1',
    '11.0.0.1',
  ])('is reached: %s', (address) => expect(isPublicAddress(address)).toBe(true));
  it.each(['2606:4700::1111', '2a00:1450:4001::200e', '2400:cb00::1'])('is reached: %s', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );
});

describe('an address inside a network', () => {
  it.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.255', '169.254.169.254', '172.16.0.1'],
    ...['172.31.255.255', '192.168.0.1', '192.0.0.192', '198.18.0.1', '224.0.0.1', '255.255.255.255', '203.0.113.9'],
    ...[
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:a9fe:a9fe',
      '::ffff:8.8.8.8',
      '::7f00:1',
      'fe80::1',
      'fc00::1',
      'fd00:ec2::254',
    ],
    ...[
      'ff02::1',
      '64:ff9b::7f00:1',
      '64:ff9b:1::1',
      '2002:7f00:1::',
      '2001:0:7f00:1::',
      '2001:db8::1',
      '100::1',
      'fec0::1',
    ],
    ...['', 'localhost', '127.1', '0x7f000001', '1.1.1.1.1'],
  ])('is not: %s', (address) => expect(isPublicAddress(address)).toBe(false));

  const byte = fc.integer({ min: 0, max: 255 });
  it('is not, whatever stands before or after a private range’s own digits', () => {
    const inside = fc.oneof(
      fc.tuple(fc.constantFrom(0, 10, 127), byte, byte, byte),
      fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
      fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
      fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
      fc.tuple(fc.integer({ min: 224, max: 255 }), byte, byte, byte),
    );
    fc.assert(
      fc.property(inside, ([a, b, c, d]) => {
        const dotted = [a, b, c, d].join('.');
        const number = ((a * 256 + b) * 256 + c) * 256 + d;
        const hex = (high: number, low: number) => (high * 256 + low).toString(16);
        expect(isPublicAddress(dotted)).toBe(false);
        expect(isPublicAddress(`::ffff:${dotted}`)).toBe(false);
        for (const host of [dotted, String(number), `0x${number.toString(16)}`, `[::ffff:${hex(a, b)}:${hex(c, d)}]`])
          expect(on(`https://${host}/`), host).toBeNull();
      }),
    );
  });
});

describe('the address of an endpoint', () => {
  it.each([
    ['https://hooks.example/tokenhub?x=1', 'https://hooks.example/tokenhub?x=1'],
    ['https://hooks.example:8443/a', 'https://hooks.example:8443/a'],
    ['https://8.8.8.8/', 'https://8.8.8.8/'],
    ['https://[2606:4700::1111]/', 'https://[2606:4700::1111]/'],
  ])('is https on a usual port: %s', (url, href) => expect(on(url)).toBe(href));

  it.each([
    ...['http://hooks.example/', 'ftp://hooks.example/', 'file:///etc/passwd', 'hooks.example', ''],
    ...['https://hooks.example:22/', 'https://hooks.example:25/', 'https://hooks.example:1023/'],
    ...['https://user:password@hooks.example/', 'https://token@hooks.example/', 'https://hooks.example/#part'],
    ...['https://127.0.0.1/', 'https://0x7f.1/', 'https://2130706433/', 'https://127。0。0。1/', 'https://[::1]/'],
    ...['https://[::ffff:127.0.0.1]/', 'https://169.254.169.254/latest', 'http://127.0.0.1:3000/', 'https://0/'],
    `https://hooks.example/${'a'.repeat(2_000)}`,
  ])('is nothing else: %s', (url) => expect(on(url)).toBeNull());

  it('is http on 127.0.0.1 where things are tried, and on nothing else there', () => {
    const local = (url: string) => findTarget(url, { allowsLocal: true })?.href ?? null;
    expect(local('http://127.0.0.1:9000/hook')).toBe('http://127.0.0.1:9000/hook');
    for (const url of [
      'http://127.0.0.2/',
      'http://localhost/',
      'http://10.0.0.1/',
      'https://127.0.0.1/',
      'http://[::1]/',
    ])
      expect(local(url), url).toBeNull();
  });
});
