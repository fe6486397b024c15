import { LOCALE_NAMES } from '#lib/i18n/locales.ts';
import { localeCookieAt } from '#lib/i18n/routing.ts';
import { complaintsOf } from './fixtures/faults.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';

const t = await wordsOf('en');

for (const path of [
  '/en',
  '/de/docs',
  '/en/docs/quickstart',
  '/ja/docs/api/create-chat-completion',
  '/fr/changelog',
  '/en/models',
  '/zh/models/claude-haiku-4-5',
  '/es/models/calculator',
]) {
  test(`${path} works without Next’s runtime, and all of its islands hydrate`, async ({ page }) => {
    const complaints = await complaintsOf(page);
    const scripts: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname);
    });
    await page.goto(path, { waitUntil: 'networkidle' });
    expect(scripts).not.toEqual([]);
    for (const script of scripts) expect(script).toMatch(/^\/_next\/static\/islands\//);
    expect(await page.content()).not.toContain('__next_f');
    const islands = page.locator('tokenhub-island');
    expect(await islands.count()).toBeGreaterThan(1);
    expect(await islands.evaluateAll(lifeless)).toEqual([]);
    // Missing messages and hydration mismatches are reported as complaints.
    expect(complaints).toEqual([]);
  });
}

test('a change of language keeps the page, the scroll position and the focus', async ({ page, hand }) => {
  await page.goto('/en/docs/chat-completions?from=mail');
  await hand.press(page.getByRole('button', { name: `${t('shell.language')}: ${LOCALE_NAMES.en}` }));
  await page.evaluate(() => {
    history.replaceState(null, '', '#prices');
    window.scrollTo(0, 400);
  });
  await hand.press(page.getByRole('menuitemradio', { name: LOCALE_NAMES.de }));
  await expect(page).toHaveURL(/\/de\/docs\/chat-completions\?from=mail#prices$/);
  const words = await wordsOf('de');
  await expect(page.getByRole('button', { name: `${words('shell.language')}: ${LOCALE_NAMES.de}` })).toBeFocused();
  expect(await page.evaluate(() => window.scrollY)).toBe(400);
  const { name } = localeCookieAt(new URL(page.url()));
  expect(await page.context().cookies()).toContainEqual(expect.objectContaining({ name, value: 'de' }));
});

test('the chosen theme persists across pages, and follows the system when selected', async ({ page, hand }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  const choose = async (theme: 'dark' | 'system') => {
    await hand.press(page.getByRole('button', { name: t('shell.theme.label') }));
    await hand.press(page.getByRole('menuitemradio', { name: t(`shell.theme.${theme}`) }));
  };
  await page.goto('/en/docs');
  await choose('dark');
  for (const path of ['/en/docs/quickstart', '/en/sign-up']) {
    await page.goto(path);
    await expect(page.locator('html')).toHaveClass(/\bdark\b/);
  }
  await choose('system');
  await expect(page.locator('html')).toHaveClass(/\blight\b/);
});

test('on a phone the list of guides opens, and is closed after navigation', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/en/docs/quickstart');
  const toggle = page.getByRole('button', { name: t('docs.contents') });
  const link = page.getByRole('navigation', { name: t('docs.contents') }).getByRole('link', { name: 'Errors' });
  await expect(link).toBeHidden();
  await toggle.click();
  await link.click();
  await expect(page).toHaveURL(/\/en\/docs\/errors$/);
  await expect(toggle).toHaveAttribute('aria-expanded', 'false');
  await expect(link).toBeHidden();
});

test('the list of guides scrolls to the current page', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  await page.goto('/en/docs/api/get-model');
  const current = page.getByRole('navigation', { name: t('docs.contents') }).locator('[aria-current=page]');
  await expect(current).toBeInViewport();
  await expect(page.getByRole('button', { name: t('docs.search.open') })).toBeInViewport();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});

/** Names of islands that are not hydrated: React adds a property to every element it manages. */
const lifeless = (islands: readonly Element[]) =>
  islands
    .filter(
      ({ firstElementChild }) => !Object.keys(firstElementChild ?? {}).some((key) => key.startsWith('__reactProps')),
    )
    .map((island) => island.getAttribute('name'));
