import { expect, it } from 'vitest';
import { CORS_HEADERS, preflight } from './cors.ts';

it('lets any page call, and never with cookies (F19)', () => {
  for (const headers of [CORS_HEADERS, preflight(undefined).headers]) {
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  }
});

it('exposes the headers that pages need to retry, to pay and to ask for support', () => {
  const shown = CORS_HEADERS['access-control-expose-headers'].split(', ');
  expect(shown).toEqual(
    expect.arrayContaining(['x-request-id', 'x-tokenhub-cost', 'x-tokenhub-adjusted', 'retry-after', 'x-should-retry']),
  );
});

it('allows the headers a client asks for, because SDKs send their own', () => {
  expect(preflight('x-stainless-lang').headers).toMatchObject({
    'access-control-allow-headers': 'x-stainless-lang',
    vary: 'access-control-request-headers',
  });
  expect(preflight(undefined).headers['access-control-allow-headers']).toContain('authorization');
});
