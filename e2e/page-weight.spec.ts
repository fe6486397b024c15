import { DOCS_PAGE, MEASURED_PAGES, weighScripts } from '../bench/measure/page-weight.ts';
import { expect, test } from './fixtures/test.ts';

/** React is 65 kB of it, 138 kB with Next's runtime. The rest is ours. Raising a limit is a deliberate decision. */
const MOST_KB: Record<(typeof MEASURED_PAGES)[number], number> = {
  '/en': 102,
  [DOCS_PAGE]: 102,
  '/en/models': 110,
  '/en/sign-up': 218,
};

/** Signed-in pages: bytes loaded before the `load` event. Dialogs and editors load when they are opened. */
const MOST_PORTAL_KB = { '/en/overview': 185, '/en/playground': 200, '/en/keys': 264 };

for (const path of MEASURED_PAGES) {
  test(`${path} fetches at most ${MOST_KB[path]} kB of scripts`, async ({ page }) => {
    const { scriptsKb } = await weighScripts(page, path);
    expect(scriptsKb).toBeLessThanOrEqual(MOST_KB[path]);
  });
}

for (const [path, most] of Object.entries(MOST_PORTAL_KB)) {
  test(`${path} loads with at most ${most} kB of scripts`, async ({ page, signIn }) => {
    await signIn();
    const { firstLoadKb } = await weighScripts(page, path);
    expect(firstLoadKb).toBeLessThanOrEqual(most);
  });
}
