import { LOCALES } from '#lib/i18n/locales.ts';
import { expect, test } from './fixtures/test.ts';

test('the changelog is found as a feed, and its entries on the page', async ({ page, baseURL }) => {
  for (const locale of LOCALES) {
    await page.goto(`/${locale}/changelog`);
    const href = await page.locator('link[rel=alternate][type="application/rss+xml"]').getAttribute('href');
    const reply = await page.request.get(href ?? '');
    expect(reply.headers()['content-type']).toMatch(/^application\/rss\+xml/);
    const links = await page.evaluate(readLinks, await reply.text());
    expect(links[0]).toBe(`${baseURL}/${locale}/changelog`);
    for (const link of links.slice(1)) await expect(page.locator(new URL(link).hash)).toBeVisible();
  }
});

/** Parses the feed as XML, so that a malformed feed has no links. */
function readLinks(feed: string): string[] {
  const channel = new DOMParser().parseFromString(feed, 'application/xml').querySelector('rss > channel');
  return [...(channel?.getElementsByTagName('link') ?? [])].map(({ textContent }) => textContent);
}
