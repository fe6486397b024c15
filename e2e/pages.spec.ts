import type { Page } from '@playwright/test';
import { db } from '#lib/db/client.ts';
import { GUIDES } from '#lib/docs/contents.ts';
import { LOCALES } from '#lib/i18n/locales.ts';
import { addKey } from '#lib/testing/factories.ts';
import { ask } from './fixtures/calls.ts';
import { beyondTheEdge, complaintsOf } from './fixtures/faults.ts';
import { DESK, INSPECTED_LOCALES, inspect, NARROW } from './fixtures/inspect.ts';
import { accountCookie, createOrganisationOf, createPerson, sessionCookieOf } from './fixtures/people.ts';
import { AUTH_PAGES, PRIVATE_PAGES, PUBLIC_PAGES } from './fixtures/site.ts';
import { expect, test } from './fixtures/test.ts';

// Colours are measured, so no transition may be running.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

for (const path of PUBLIC_PAGES) {
  test(`the public page ${path || '/'} passes all page checks`, async ({ page }) => {
    const complaints = await complaintsOf(page);
    for (const locale of INSPECTED_LOCALES) {
      await inspect(page, path, locale);
      await expectTranslations(page, path);
    }
    expect(complaints).toEqual([]);
  });
}

for (const locale of INSPECTED_LOCALES) {
  test(`pages for signing in and up pass all page checks in ${locale}`, async ({ page }) => {
    const complaints = await complaintsOf(page);
    for (const path of AUTH_PAGES) await inspect(page, path, locale);
    expect(complaints).toEqual([]);
  });

  test(`the portal of a newcomer passes all page checks in ${locale}`, async ({ page, signIn }) => {
    const complaints = await complaintsOf(page);
    await signIn();
    for (const path of PRIVATE_PAGES) {
      await inspect(page, path, locale);
      await page.setViewportSize(DESK);
      await expect(page.locator('[aria-current=page]').first()).toBeVisible();
    }
    expect(complaints).toEqual([]);
  });

  test(`the pages that show keys and calls pass all page checks in ${locale}`, async ({ page, request, signIn }) => {
    const complaints = await complaintsOf(page);
    const { accountId } = await signIn();
    const { keyId, secret } = await addKey(accountId, { mode: 'test', name: 'CI' });
    await addKey(accountId, { name: 'Production – support assistant', capMonth: '20' });
    expect(await ask(request, secret)).toEqual({ status: 200, code: null });
    const more = locale === 'en' ? ['/usage', '/logs', '/billing', '/billing/statement', '/billing/monthly'] : [];
    for (const path of ['/overview', '/keys', `/keys/${keyId}`, ...more]) await inspect(page, path, locale);
    expect(complaints).toEqual([]);
  });
}

for (const slug of GUIDES) {
  test(`the guide ${slug} passes all page checks in de`, async ({ page }) => {
    const complaints = await complaintsOf(page);
    await inspect(page, `/docs/${slug}`, 'de');
    expect(complaints).toEqual([]);
  });
}

test('the page that asks for a second factor passes all page checks', async ({ page, context }) => {
  const complaints = await complaintsOf(page);
  const { accountId } = await createOrganisationOf([]);
  const admin = await createPerson();
  await db.membership.create({ data: { userId: admin.id, accountId, role: 'admin', createdAt: new Date() } });
  await context.addCookies([await sessionCookieOf(admin), accountCookie(accountId)]);
  await inspect(page, '/second-factor', 'de');
  await expect(page).toHaveURL(/second-factor$/);
  expect(complaints).toEqual([]);
});

for (const locale of LOCALES.filter((other) => !INSPECTED_LOCALES.some((inspected) => inspected === other))) {
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
