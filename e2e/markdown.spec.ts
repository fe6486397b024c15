import { expect, test } from '@playwright/test';
import { LONG_ANSWERS, openComponent } from './playground/component-page.ts';
import { HEAVY_OUTPUTS, HOSTILE_OUTPUTS } from './playground/hostile-outputs.ts';

test('three hundred hostile answers, written letter by letter, run nothing, load nothing and lead nowhere unseen', async ({
  page,
}) => {
  expect(new Set([...HOSTILE_OUTPUTS, ...HEAVY_OUTPUTS]).size).toBeGreaterThanOrEqual(300);
  const { requests, violations } = await openComponent(page, 'markdown-page.tsx');
  const faults = await page.evaluate((outputs) => window.showAll(outputs, 1), HOSTILE_OUTPUTS);
  expect(faults.map((fault) => `${fault} in ${HOSTILE_OUTPUTS[Number.parseInt(fault, 10)]}`)).toEqual([]);
  expect(await page.evaluate(() => window.scriptsRun)).toBe(0);
  expect(requests).toEqual([]);
  // The content security policy is the second defence, and nothing reached it.
  expect(await violations()).toEqual([]);
});

test('answers made to block the page still render', async ({ page }) => {
  const { requests, violations } = await openComponent(page, 'markdown-page.tsx');
  for (const output of HEAVY_OUTPUTS) {
    const letters = Math.ceil(output.length / 20);
    expect(await page.evaluate(([text, by]) => window.showAll([text], by), [output, letters] as const)).toEqual([]);
  }
  expect(requests).toEqual([]);
  expect(await violations()).toEqual([]);
});

test('the checks can fail: parsed as HTML, the same outputs run and load', async ({ page }) => {
  const { violations } = await openComponent(page, 'markdown-page.tsx');
  // Some would navigate away from the page and end the test.
  const outputs = HOSTILE_OUTPUTS.filter((output) => output.startsWith('<') && !output.includes('refresh'));
  await page.evaluate((all) => {
    for (const output of all) document.body.appendChild(document.createElement('div')).innerHTML = output;
  }, outputs);
  await expect.poll(async () => (await violations()).length).toBeGreaterThan(20);
});

for (const [kind, answer] of Object.entries(LONG_ANSWERS)) {
  test(`of two thousand lines (${kind}) only the end renders again while text streams`, async ({ page }) => {
    expect(answer.split('\n').length).toBeGreaterThan(1_990);
    await openComponent(page, 'markdown-page.tsx');
    const { changed, lost } = await page.evaluate((text) => window.watch(text, 240), answer);
    expect({ changed, lost }).toEqual({ changed: 0, lost: 0 });
  });
}

test('a link shows its host, and an image says that it was not loaded', async ({ page }) => {
  await openComponent(page, 'markdown-page.tsx');
  const show = (text: string) => page.evaluate((output) => window.showAll([output], 10_000), text);
  await show('[https://good.example](https://evil.example/x) and https://a.example/b');
  const link = page.getByRole('link', { name: 'https://good.example (evil.example) (opens in a new tab)' });
  await expect(link).toHaveAttribute('href', 'https://evil.example/x');
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow');
  await expect(link).toHaveAttribute('referrerpolicy', 'no-referrer');
  await expect(page.getByRole('link', { name: 'https://a.example/b (opens in a new tab)' })).toBeVisible();
  await show('![a cat](https://evil.example/cat.png)');
  await expect(page.getByText('a cat')).toBeVisible();
  await expect(page.getByText('(evil.example)')).toBeVisible();
  await show('```js\nconst a = 1;\n```');
  await expect(page.getByRole('button', { name: 'Copy code' })).toBeVisible();
});
