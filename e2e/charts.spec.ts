import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { db } from '#lib/db/client.ts';
import { newId } from '#lib/id.ts';
import { addKey } from '#lib/testing/factories.ts';
import { startOfDay } from '#lib/usage/days.ts';
import { keyboardOf } from './fixtures/hand.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const t = await wordsOf('en');
/** Answered and failed requests, by days before today. */
const USAGE = [
  { daysBack: 0, answered: 2, failed: 0 },
  { daysBack: 1, answered: 3, failed: 1 },
  { daysBack: 5, answered: 4, failed: 0 },
];

test('a chart is read by keyboard, day by day, and as a table, with forced colours and on the smallest phone', async ({
  page,
  signIn,
}) => {
  const { accountId } = await signIn();
  const { keyId } = await addKey(accountId, { mode: 'test' });
  await db.usageRecord.createMany({ data: USAGE.flatMap((day) => recordsOf(day, { accountId, keyId })) });
  await page.goto('/en/overview');
  const [spend, requests] = (['spend', 'requests'] as const).map((name) =>
    page.getByRole('figure', { name: t(`overview.chart.${name}`) }),
  ) as [Locator, Locator];

  const hand = keyboardOf(page);
  const slider = requests.getByRole('slider');
  await hand.press(slider);
  await expect(slider).toHaveAttribute('aria-valuetext', /: 2, Answered: 2$/);
  await slider.press('ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuetext', /: 4, Answered: 3, Failed: 1$/);
  const yesterday = (await slider.getAttribute('aria-valuetext'))?.split(':')[0] ?? '';
  // Charts of the same days share one cursor.
  await expect(spend.getByText(yesterday)).toBeVisible();
  await expect(requests.getByRole('listitem').filter({ hasText: t('overview.chart.failed') })).toHaveText(/1$/);

  const asTable = requests.getByRole('button', { name: t('charts.asTable', { title: t('overview.chart.requests') }) });
  await hand.press(asTable);
  const rows = requests.getByRole('row');
  await expect(rows.filter({ hasText: yesterday }).getByRole('cell')).toHaveText(['4', '3', '1']);
  await expect(rows.last().getByRole('cell')).toHaveText(['10', '9', '1']);
  await expect(rows).toHaveCount(1 + 14 + 1);
  await hand.press(asTable);

  await page.setViewportSize({ width: 320, height: 640 });
  await page.emulateMedia({ forcedColors: 'active' });
  await expect(requests.locator('svg rect[clip-path]').first()).toHaveCSS('fill', /url\("#/);
  for (const isTable of [false, true]) {
    if (isTable) await hand.press(asTable);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().include('[data-slot=chart]').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
});

interface Owner {
  accountId: string;
  keyId: string;
}

const recordsOf = ({ daysBack, answered, failed }: (typeof USAGE)[number], owner: Owner) =>
  Array.from({ length: answered + failed }, (_, index) => ({
    ...owner,
    requestId: newId('request'),
    mode: 'test' as const,
    requestedModel: 'anthropic/claude-haiku-4-5',
    model: 'claude-haiku-4-5',
    outcome: index < answered ? ('completed' as const) : ('failed' as const),
    statusCode: index < answered ? 200 : 400,
    isStreamed: false,
    durationMs: 900,
    adjustments: [],
    createdAt: startOfDay(new Date(), daysBack),
    settledAt: startOfDay(new Date(), daysBack),
  }));
