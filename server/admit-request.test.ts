import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseTarget } from './admit-request.ts';

describe('the path of a request', () => {
  it.each([
    ['/api/v1/models?limit=2', '/api/v1/models?limit=2'],
    ['/api/./v1/models', '/api/v1/models'],
    ['/api/%2e/v1/models', '/api/v1/models'],
    ['//api/v1/models', '/api/v1/models'],
    ['/api//v1///models?a=//b', '/api/v1/models?a=//b'],
    ['/api/%76%31/models', '/api/v1/models'],
    ['/x/../api/v1/models', '/api/v1/models'],
    ['/x/%2E%2e/api/v1/models', '/api/v1/models'],
    ['/../../api/v1', '/api/v1'],
    ['/api/v1/models/anthropic%2fclaude', '/api/v1/models/anthropic%2Fclaude'],
    ['//evil.example/x', '/evil.example/x'],
    ['/de/%C3%BCber', '/de/%C3%BCber'],
    ['/en?x=%zz&y=/../', '/en?x=%zz&y=/../'],
    ['/.well-known/x', '/.well-known/x'],
  ])('%s is %s', (target, expected) => expect(normaliseTarget(target)).toBe(expected));

  it.each([
    ['elsewhere', 'http://elsewhere/api/v1'],
    ['the whole server', '*'],
    ['of CONNECT', 'elsewhere:443'],
    ['with a fragment', '/api/v1#x'],
    ['with a backslash', '/api\\v1/models'],
    ['with an escaped backslash', '/%5cevil.example'],
    ['with a tab, which URL parsers leave out', '/api/\tv1/models'],
    ['with an escaped line end', '/en%0d%0aset-cookie:a=1'],
    ['with an escaped null', '/en%00'],
    ['with bytes beyond ASCII', '/de/über'],
    ['with a broken escape', '/en/%zz'],
    ['that is no UTF-8', '/en/%ff'],
  ])('%s is refused', (_name, target) => expect(normaliseTarget(target)).toBeNull());

  const pieces = [
    '/',
    '.',
    '..',
    '%2e',
    '%2F',
    '%76',
    'v1',
    'api',
    'en',
    'x',
    '%',
    '%25',
    '?',
    '\\',
    '~',
    '%7E',
    '%C3%A9',
  ];
  const anyTarget = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => `/${parts.join('')}`);

  it('is stable under a second normalisation, and Next’s URL parser leaves it unchanged', () => {
    fc.assert(
      fc.property(anyTarget, (target) => {
        const normal = normaliseTarget(target);
        if (normal === null) return;
        expect(normaliseTarget(normal)).toBe(normal);
        const [path = ''] = normal.split('?');
        expect(path).not.toMatch(/\/\/|\/\.{1,2}(?:\/|$)|%(?:2e|76|7e)/i);
        expect(new URL(normal, 'http://host').pathname).toBe(path);
      }),
      { numRuns: 2_000, seed: 7 },
    );
  });
});
