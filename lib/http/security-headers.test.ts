import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BOOT_SCRIPT, hashInlineScripts, hashSource, openPrerenderedScripts } from './inline-scripts.ts';
import { noncePolicy, prerenderedPolicy, SCRIPTLESS_POLICY } from './security-headers.ts';

const directive = (policy: string, name: string) =>
  policy.split('; ').find((part) => part.startsWith(`${name} `)) ?? '';

describe('the content policy', () => {
  const perRequest = noncePolicy('abc', { isDevelopment: false });
  const prerendered = prerenderedPolicy(["'sha256-x'"]);

  it.each([perRequest, prerendered, SCRIPTLESS_POLICY])('never runs a script that is not ours', (policy) => {
    expect(directive(policy, 'default-src')).toBe("default-src 'none'");
    expect(directive(policy, 'script-src')).not.toMatch(/unsafe|https?:|\*/);
    expect(directive(policy, 'base-uri')).toBe("base-uri 'none'");
    expect(directive(policy, 'frame-ancestors')).toBe("frame-ancestors 'none'");
    expect(directive(policy, 'object-src')).toBe("object-src 'none'");
  });

  it.each([perRequest, prerendered, SCRIPTLESS_POLICY])(
    'sends nothing elsewhere, whatever an answer of a model shows (F10)',
    (policy) => {
      expect(directive(policy, 'img-src')).toBe("img-src 'self' data: blob:");
      expect(directive(policy, 'connect-src')).toBe("connect-src 'self'");
      expect(directive(policy, 'form-action')).toBe("form-action 'self'");
    },
  );

  it('forbids scripts in everything that is no page', () => {
    expect(SCRIPTLESS_POLICY).not.toContain('script');
  });

  it('allows eval only while developing', () => {
    expect(noncePolicy('abc', { isDevelopment: true })).toContain("'unsafe-eval'");
    expect(perRequest).not.toContain('unsafe-eval');
  });

  it('lets the theme be set before the first paint', () => {
    expect(perRequest).toContain(hashSource(BOOT_SCRIPT));
  });
});

describe('the scripts of a prerendered page', () => {
  it('are each allowed by hash, and files by their origin', () => {
    const html =
      '<script src="/a.js" async=""></script><script>one()</script><script id="x">two()</script><script>one()</script>';
    expect(hashInlineScripts(html)).toEqual([hashSource('one()'), hashSource('two()')]);
  });

  it('are allowed exactly as they stand', () => {
    expect(hashInlineScripts('<script>a("<b>")\n</script>')).toEqual([hashSource('a("<b>")\n')]);
  });

  it('are looked up only for pages the build has listed', () => {
    const build = mkdtempSync(join(tmpdir(), 'build-'));
    mkdirSync(join(build, 'server/app'), { recursive: true });
    writeFileSync(join(build, 'server/app/de.html'), '<script>one()</script>');
    writeFileSync(join(build, 'server/app/secret.html'), '<script>two()</script>');
    writeFileSync(join(build, 'prerender-manifest.json'), JSON.stringify({ routes: { '/de': {}, '/icon.svg': {} } }));
    const find = openPrerenderedScripts(build);
    expect(find('/de')).toEqual([hashSource('one()')]);
    for (const pathname of ['/secret', '/icon.svg', '/../app/de', '/de/']) expect(find(pathname)).toBeNull();
    expect(openPrerenderedScripts(join(build, 'none'))('/de')).toBeNull();
  });
});
