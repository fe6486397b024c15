import type { Page } from '@playwright/test';
import { db } from '#lib/db/client.ts';
import { GUIDES } from '#lib/docs/contents.ts';
import { LOCALES } from '#lib/i18n/locales.ts';
import { addKey } from '#lib/testing/factories.ts';
import { ask } from './fixtures/calls.ts';
import { beyondTheEdge, complaintsOf, violationsOn } from './fixtures/faults.ts';
import { accountCookie, createOrganisationOf, createPerson, sessionCookieOf } from './fixtures/people.ts';
import { AUTH_PAGES, PRIVATE_PAGES, PUBLIC_PAGES } from './fixtures/site.ts';
import { expect, test } from './fixtures/test.ts';

// Colours are measured, so no transition may be running.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const DESK = { width: 1280, height: 800 };
/** A desktop page at 400 % zoom, and the smallest phone. */
const NARROW = { width: 320, height: 640 };
const PHONE = { width: 390, height: 844 };
const TABLET = { width: 768, height: 1024 };

for (const locale of ['en', 'de'] as const) {
  for (const path of PUBLIC_PAGES) {
    test(`the public page ${path || '/'} passes all page checks in ${locale}`, async ({ page }) => {
      const complaints = await complaintsOf(page);
      await inspect(page, `/${locale}${path}`, locale);
      await expectTranslations(page, path);
      expect(complaints).toEqual([]);
    });
  }

  test(`pages for signing in and up pass all page checks in ${locale}`, async ({ page }) => {
    const complaints = await complaintsOf(page);
    for (const path of AUTH_PAGES) await inspect(page, `/${locale}${path}`, locale);
    expect(complaints).toEqual([]);
  });

  test(`the portal of a newcomer passes all page checks in ${locale}`, async ({ page, signIn }) => {
    const complaints = await complaintsOf(page);
    await signIn();
    for (const path of PRIVATE_PAGES) await inspect(page, `/${locale}${path}`, locale);
    expect(complaints).toEqual([]);
  });

  test(`the pages that show keys and calls pass all page checks in ${locale}`, async ({ page, request, signIn }) => {
    const complaints = await complaintsOf(page);
    const { accountId } = await signIn();
    const { keyId, secret } = await addKey(accountId, { mode: 'test', name: 'Support bot', capMonth: '20' });
    expect(await ask(request, secret)).toEqual({ status: 200, code: null });
    for (const path of [`/keys/${keyId}`, '/keys', '/overview']) await inspect(page, `/${locale}${path}`, locale);
    expect(complaints).toEqual([]);
  });
}

// German has the longest words, so its tables and code overflow phones first.
for (const slug of GUIDES) {
  test(`the guide ${slug} passes all page checks in de`, async ({ page }) => {
    const complaints = await complaintsOf(page);
    await inspect(page, `/de/docs/${slug}`, 'de');
    expect(complaints).toEqual([]);
  });
}

test('the page that asks for a second factor passes all page checks', async ({ page, context }) => {
  const complaints = await complaintsOf(page);
  const { accountId } = await createOrganisationOf([]);
  const admin = await createPerson();
  await db.membership.create({ data: { userId: admin.id, accountId, role: 'admin', createdAt: new Date() } });
  await context.addCookies([await sessionCookieOf(admin), accountCookie(accountId)]);
  await inspect(page, '/de/second-factor', 'de');
  await expect(page).toHaveURL(/second-factor$/);
  expect(complaints).toEqual([]);
});

for (const locale of LOCALES.filter((other) => other !== 'en' && other !== 'de')) {
  test(`nothing overflows the narrowest screen in ${locale}`, async ({ page, signIn }) => {
    await page.setViewportSize(NARROW);
    const look = async (path: string) => {
      await page.goto(`/${locale}${path}`);
      expect.soft(await beyondTheEdge(page), path || '/').toEqual([]);
    };
    for (const path of [...PUBLIC_PAGES, ...AUTH_PAGES]) await look(path);
    const { accountId } = await signIn();
    const { keyId } = await addKey(accountId, { name: 'Support bot', capMonth: '20' });
    for (const path of [...PRIVATE_PAGES, `/keys/${keyId}`]) await look(path);
  });
}

/** Checks policy, language, axe's rules in both themes, and overflow on phones and tablets. */
async function inspect(page: Page, address: string, locale: string): Promise<void> {
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: 'light' });
  const reply = await page.goto(address);
  expect(reply?.headers()['content-security-policy']).toMatch(/script-src [^;]*'(?:nonce|sha256)-[^']+'/);
  expect(reply?.headers()['cache-control'], 'a page outlives the next release in shared caches').toMatch(
    /must-revalidate$/,
  );
  await expect(page.locator('html')).toHaveAttribute('lang', locale);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  for (const colorScheme of ['light', 'dark'] as const) {
    await showTheme(page, colorScheme);
    expect.soft(await violationsOn(page), `${address}, ${colorScheme}`).toEqual([]);
  }
  for (const size of [TABLET, PHONE, NARROW]) {
    await page.setViewportSize(size);
    await expect.poll(() => beyondTheEdge(page), `${address} at ${size.width} px`).toEqual([]);
  }
}

/** Changes the theme as the system does, and waits until no transition is running. */
async function showTheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
  await page.evaluate(async () => {
    const changes = () => document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    while (changes().length > 0) await Promise.allSettled(changes().map((change) => change.finished));
  });
}

async function expectTranslations(page: Page, path: string): Promise<void> {
  const links = await page
    .locator('link[rel=alternate][hreflang]')
    .evaluateAll((found) => found.map((link) => [link.getAttribute('hreflang'), link.getAttribute('href') ?? '']));
  // Compares paths, because the port of the build differs.
  const pathOf = ([language, href]: (string | null)[]) => [language, new URL(href ?? '').pathname];
  expect(Object.fromEntries(links.map(pathOf))).toEqual({
    ...Object.fromEntries(LOCALES.map((locale) => [locale, `/${locale}${path}`])),
    'x-default': `/en${path}`,
  });
}
