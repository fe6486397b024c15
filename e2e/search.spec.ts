import type { Locale } from '#lib/i18n/locales.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';

const t = await wordsOf('en');

const TERMS: [Locale, string, string][] = [
  ['en', 'who pays stream', '/docs/billing'],
  ['de', 'Obergrenze', '/docs/keys-and-caps'],
  ['fr', 'recus', '/docs/billing'],
  ['es', 'caché', '/docs/prompt-caching'],
  ['ja', 'レート制限', '/docs/rate-limits'],
  ['zh', '速率限制', '/docs/rate-limits'],
];

for (const [locale, term, path] of TERMS) {
  test(`search finds “${term}” in ${locale}`, async ({ page }) => {
    const words = await wordsOf(locale);
    await page.goto(`/${locale}/docs`);
    await page.getByRole('button', { name: words('docs.search.open') }).click();
    await page.getByPlaceholder(words('docs.search.placeholder')).fill(term);
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/${locale}${path}`));
  });
}

test('search opens a parameter even in a collapsed list', async ({ page }) => {
  await page.goto('/en/docs');
  await page.getByRole('button', { name: t('docs.search.open') }).click();
  await page.getByPlaceholder(t('docs.search.placeholder')).fill('logit_bias');
  await page.getByRole('option').first().click();
  await expect(page).toHaveURL(/\/en\/docs\/chat-completions#parameters-logit_bias$/);
  await expect(page.locator('#parameters-logit_bias')).toBeInViewport();
});
