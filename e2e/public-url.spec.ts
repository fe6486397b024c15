import { BUILT_FOR } from '#lib/config/public-url.ts';
import { startOwnServer } from './fixtures/own-server.ts';
import { PUBLIC_PAGES } from './fixtures/site.ts';
import { expect, test } from './fixtures/test.ts';
import { t } from './pages/sign-in.ts';

const PUBLIC_URL = 'https://ai.example.org:8443';
const TEXTS = [
  '/llms.txt',
  '/llms-full.txt',
  '/robots.txt',
  '/sitemap.xml',
  '/en/changelog.xml',
  '/docs-search/en.json',
];
const TWINS = ['/en/docs.md', '/de/docs/quickstart.md'];

test('one build serves any origin, and no page contains the origin of the build', async ({ request }) => {
  const server = await startOwnServer({ PUBLIC_URL });
  try {
    const read = async (path: string, headers: Record<string, string> = {}) => {
      const reply = await request.get(`${server.url}${path}`, { headers });
      expect.soft(reply.status(), path).toBe(200);
      return reply.text();
    };
    const pages = PUBLIC_PAGES.flatMap((page) => [`/en${page}`, `/ja${page}`]);
    for (const path of [...pages, ...TEXTS, ...TWINS]) {
      const text = await read(path);
      expect.soft(text, path).toContain(PUBLIC_URL);
      expect.soft(text, path).not.toContain(new URL(BUILT_FOR).host);
      expect.soft(text, path).not.toMatch(/localhost:\d/);
    }
    for (const path of pages) {
      const html = await read(path);
      expect.soft(html, path).toContain(`<link rel="canonical" href="${PUBLIC_URL}${path}"/>`);
      const flight = await read(path, { rsc: '1' });
      expect.soft(flight, path).toContain(PUBLIC_URL);
      expect.soft(flight, path).not.toContain(new URL(BUILT_FOR).host);
    }
  } finally {
    await server.stop();
  }
});

test('a page reached by client-side navigation contains the right origin too', async ({ page, hand, baseURL }) => {
  await page.goto('/en/sign-in');
  await page.evaluate(() => Object.assign(window, { wasLoaded: true }));
  await hand.press(page.getByRole('link', { name: t('shell.home') }));
  await expect(page).toHaveURL(/\/en$/);
  await expect(page.getByText(`${baseURL}/api/v1`).first()).toBeVisible();
  expect(await page.evaluate(() => 'wasLoaded' in window)).toBe(true);
});
