import type { APIRequestContext } from '@playwright/test';
import { publicUrl } from '#lib/config/env.ts';
import { SECURITY_HEADERS } from '#lib/http/security-headers.ts';
import { LOCALES } from '#lib/i18n/locales.ts';
import { expect, test } from './fixtures/test.ts';

for (const locale of LOCALES) {
  test(`every link and anchor on public pages exists, in ${locale}`, async ({ request }) => {
    const { pages, broken } = await crawl(request, `/${locale}`);
    expect(pages).toBeGreaterThan(100);
    expect(broken).toEqual([]);
  });
}

test('every response carries the security headers, and none that reveals its software', async ({ request }) => {
  for (const path of [
    '/en',
    '/en/sign-in',
    '/en/nowhere',
    '/en/keys',
    '/openapi.json',
    '/api/auth/csrf',
    '/robots.txt',
  ]) {
    const headers = (await request.get(path, { maxRedirects: 0 })).headers();
    expect.soft(headers, path).toMatchObject(SECURITY_HEADERS);
    expect.soft(headers, path).not.toHaveProperty('x-powered-by');
  }
});

interface Link {
  from: string;
  path: string;
  place: string | undefined;
}

/** Follows links within one language from page to page, without private pages and URLs with a query. */
async function crawl(request: APIRequestContext, start: string): Promise<{ pages: number; broken: string[] }> {
  const places = new Map<string, Set<string>>();
  const links: Link[] = [];
  const broken: string[] = [];
  const seen = new Set([start]);
  for (const path of seen) {
    const reply = await request.get(path, { maxRedirects: 0 });
    const isPrivate = reply.status() === 307 && reply.headers().location?.includes('/sign-in');
    if (reply.status() !== 200 && !isPrivate) broken.push(`${path} (${reply.status()}), from ${sourceOf(path)}`);
    if (reply.status() !== 200 || !reply.headers()['content-type']?.startsWith('text/html')) continue;
    const html = await reply.text();
    places.set(path, new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id)));
    for (const link of linksOf(html, path)) {
      links.push(link);
      if (!isOtherLanguage(link.path, start)) seen.add(link.path);
    }
  }
  for (const { from, path, place } of links) {
    const known = places.get(path);
    if (place && known && !known.has(place)) broken.push(`${path}#${place}, from ${from}`);
  }
  return { pages: places.size, broken };

  function sourceOf(target: string): string | undefined {
    return links.find(({ path }) => path === target)?.from;
  }
}

function linksOf(html: string, from: string): Link[] {
  return [...html.matchAll(/<a [^>]*?href="([^"]+)"/g)].flatMap(([, href = '']) => {
    const { origin, pathname, search, hash } = new URL(href.replaceAll('&amp;', '&'), `${publicUrl}${from}`);
    if (origin !== publicUrl || search !== '') return [];
    return [{ from, path: pathname, place: decodeURIComponent(hash.slice(1)) || undefined }];
  });
}

const isOtherLanguage = (path: string, start: string): boolean =>
  LOCALES.some((locale) => `/${locale}` !== start && (path === `/${locale}` || path.startsWith(`/${locale}/`)));
