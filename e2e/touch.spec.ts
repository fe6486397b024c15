import { AxeBuilder } from '@axe-core/playwright';
import { addKey } from '#lib/testing/factories.ts';
import { ask } from './fixtures/calls.ts';
import { accountCookie, createOrganisationOf, sessionCookieOf } from './fixtures/people.ts';
import { AUTH_PAGES, PRIVATE_PAGES, PUBLIC_PAGES } from './fixtures/site.ts';
import { expect, test } from './fixtures/test.ts';
import { smallTargetsOn } from './fixtures/touch-targets.ts';
import { wordsOf } from './fixtures/words.ts';

test.use({ hasTouch: true, viewport: { width: 390, height: 844 }, contextOptions: { reducedMotion: 'reduce' } });

const t = await wordsOf('en');

test('touch targets are large enough on the pages for signing in and up', async ({ page }) => {
  for (const path of AUTH_PAGES) {
    await page.goto(`/en${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect.soft(await smallTargetsOn(page), path).toEqual([]);
  }
});

test('touch targets are large enough on public pages', async ({ page }) => {
  for (const path of PUBLIC_PAGES) {
    await page.goto(`/en${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect.soft(await smallTargetsOn(page), path || '/').toEqual([]);
    // As in Lighthouse: axe measures from the top, because further down the header covers some targets.
    await page.evaluate(() => scrollTo(0, 0));
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().withRules('target-size').analyze();
    expect
      .soft(
        violations.flatMap(({ nodes }) => nodes.map(({ target }) => target)),
        path || '/',
      )
      .toEqual([]);
  }
});

test('touch targets are large enough on signed-in pages', async ({ page, request, signIn }) => {
  const { accountId } = await signIn();
  const { keyId, secret } = await addKey(accountId, { mode: 'test', name: 'CI' });
  await addKey(accountId, { name: 'Production – support assistant', capMonth: '20' });
  expect(await ask(request, secret)).toEqual({ status: 200, code: null });
  for (const path of [...PRIVATE_PAGES, `/keys/${keyId}`]) {
    await page.goto(`/en${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect.soft(await smallTargetsOn(page), path).toEqual([]);
  }
});

test('touch targets are large enough in the form of a key', async ({ page, signIn }) => {
  await signIn();
  await page.goto('/en/keys#create');
  const form = page.getByRole('dialog', { name: t('keys.create.title') });
  for (const part of ['expiry', 'caps', 'models', 'limits', 'ips'] as const)
    await form.getByRole('button', { name: t(`keys.form.${part}.label`) }).tap();
  expect(await smallTargetsOn(page, '[role=dialog]')).toEqual([]);
});

test('touch targets are large enough in the list of members', async ({ page, context }) => {
  const { accountId, owner } = await createOrganisationOf(['admin', 'viewer']);
  await context.addCookies([await sessionCookieOf(owner), accountCookie(accountId)]);
  await page.goto('/en/settings/members');
  expect(await smallTargetsOn(page)).toEqual([]);
});

test('a press on a shortened figure shows it in full, and a press elsewhere hides it', async ({ page, signIn }) => {
  await signIn();
  await page.goto('/en/settings/security');
  await page.getByRole('button', { name: /ago$|^now$/ }).tap();
  await expect(page.getByRole('tooltip')).toHaveText(/20\d\d/);
  await page.getByRole('heading', { level: 1 }).tap();
  await expect(page.getByRole('tooltip')).toBeHidden();
});
