import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { LOCAL_CALL_HEADER, PROXY_SECRET_HEADER } from '#lib/http/internal-headers.ts';
import { hasBody, toPortalHeaders, withoutHopByHop } from './portal-headers.ts';

const OPTIONS = { publicUrl: new URL('https://hub.example'), trustedProxies: 0, secret: 'secret' };

const message = (headers: Record<string, string>, remoteAddress = '198.51.100.7') =>
  ({ socket: { remoteAddress }, headers, httpVersion: '1.1' }) as unknown as IncomingMessage;
const told = (headers: Record<string, string>, options = {}) =>
  toPortalHeaders(message(headers), { ...OPTIONS, ...options });

describe('the caller’s address for Next', () => {
  it('is the one that the public server saw, whatever the caller claims', () => {
    const claims = { 'x-forwarded-for': '6.6.6.6', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' };
    expect(
      told({ host: 'hub.example:3000', ...claims, [PROXY_SECRET_HEADER]: 'guess', [LOCAL_CALL_HEADER]: '1' }),
    ).toEqual({
      host: 'hub.example:3000',
      'x-forwarded-for': '198.51.100.7',
      'x-forwarded-host': 'hub.example:3000',
      'x-forwarded-proto': 'https',
      [PROXY_SECRET_HEADER]: 'secret',
    });
  });

  it('is the one that a trusted proxy reports, with a valid host and scheme', () => {
    const said = { 'x-forwarded-for': '6.6.6.6, 203.0.113.9', 'x-forwarded-host': 'www.hub.example' };
    expect(told({ host: 'inner', ...said, 'x-forwarded-proto': 'http' }, { trustedProxies: 1 })).toMatchObject({
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-host': 'www.hub.example',
      'x-forwarded-proto': 'http',
    });
    const odd = { 'x-forwarded-host': 'a, b', 'x-forwarded-proto': 'gopher' };
    expect(told({ host: 'inner', ...odd }, { trustedProxies: 1 })).toMatchObject({
      'x-forwarded-host': 'inner',
      'x-forwarded-proto': 'https',
    });
  });

  it.each<Record<string, string>>([{}, { host: '' }])(
    'without a name of the host is the public address: %j',
    (headers) => {
      expect(told(headers)).toMatchObject({ host: 'hub.example', 'x-forwarded-host': 'hub.example' });
    },
  );

  it('is this machine only when the socket says so', () => {
    expect(toPortalHeaders(message({ host: 'localhost' }, '127.0.0.1'), OPTIONS)).toMatchObject({
      [LOCAL_CALL_HEADER]: '1',
    });
    expect(told({ host: 'localhost' })).not.toHaveProperty(LOCAL_CALL_HEADER);
  });
});

describe('a caller’s header', () => {
  const passes = (name: string) => Object.hasOwn(told({ [name]: 'x' }), name);

  it.each([
    ...['forwarded', 'via', 'x-real-ip', 'x-forwarded-port', 'x-forwarded-prefix', 'x-forwarded-server'],
    ...['x-nonce', 'x-pathname', 'content-security-policy', 'content-security-policy-report-only'],
    ...['x-middleware-subrequest', 'x-middleware-rewrite', 'x-middleware-prefetch', 'x-invoke-path', 'x-invoke-status'],
    ...[
      'x-matched-path',
      'x-now-route-matches',
      'next-resume',
      'x-next-resume-state-length',
      'x-next-revalidated-tags',
    ],
    ...['x-prerender-revalidate', 'x-action-forwarded', 'x-vercel-id', 'x-tokenhub-anything'],
  ])('%s is ours or Next’s to say', (name) => expect(passes(name)).toBe(false));

  it.each([
    ...[
      'accept',
      'authorization',
      'cookie',
      'origin',
      'referer',
      'user-agent',
      'range',
      'if-none-match',
      'sec-fetch-site',
    ],
    ...['rsc', 'next-action', 'next-url', 'next-router-state-tree', 'next-router-prefetch', 'x-nextjs-request-id'],
  ])('%s is the browser’s', (name) => expect(passes(name)).toBe(true));

  it.each(['connection', 'keep-alive', 'proxy-authorization', 'te', 'trailer', 'upgrade', 'expect'])(
    '%s speaks of its own connection',
    (name) => expect(passes(name)).toBe(false),
  );

  it('is left out when `connection` names it', () => {
    const kept = withoutHopByHop({
      connection: 'X-Mine,\tclose , x-other',
      'x-mine': '1',
      'x-other': '2',
      'x-third': '3',
    });
    expect(kept).toEqual({ 'x-third': '3' });
  });
});

describe('the body', () => {
  it.each([
    [{ 'content-length': '5' }, { 'content-length': '5' }, true],
    [{ 'content-length': '5', connection: 'content-length' }, { 'content-length': '5' }, true],
    [{ 'transfer-encoding': 'chunked', connection: 'transfer-encoding' }, { 'transfer-encoding': 'chunked' }, true],
    [{ 'content-length': '0' }, { 'content-length': '0' }, false],
    [{ connection: 'content-length' }, {}, false],
  ])('of %j is framed by %j', (headers, framing, has) => {
    const { 'content-length': length, 'transfer-encoding': coding } = told(headers as Record<string, string>);
    expect({ ...(length && { 'content-length': length }), ...(coding && { 'transfer-encoding': coding }) }).toEqual(
      framing,
    );
    expect(hasBody(message(headers as Record<string, string>))).toBe(has);
  });
});
