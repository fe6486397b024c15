import { listCaps } from '#lib/billing/budgets/queries.ts';
import { findUsd, type NanoUsd } from '#lib/billing/money.ts';
import { changeCap } from '#lib/caps/change.ts';
import { LOCALES } from '#lib/i18n/locales.ts';
import { CALLER } from '#lib/testing/accounts.ts';
import { addKey } from '#lib/testing/factories.ts';
import { beyondTheEdge, violationsOn } from './fixtures/faults.ts';
import { keyboardOf } from './fixtures/hand.ts';
import { accountCookie, createOrganisationOf, sessionCookieOf } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';

const usd = (text: string) => findUsd(text) as NanoUsd;

test('a cap on a tag is added, changed despite a conflict, and removed, by keyboard; read-only members see it', async ({
  page,
  context,
}) => {
  const t = await wordsOf('en');
  const hand = keyboardOf(page);
  const { accountId, owner, members } = await createOrganisationOf(['viewer'], 'Acme');
  await addKey(accountId, { name: 'CI', capMonth: '5' });
  await context.addCookies([await sessionCookieOf(owner), accountCookie(accountId)]);
  await page.goto('/en/billing/limits');
  const press = (name: string) => hand.press(page.getByRole('button', { name, exact: true }));
  const amount = page.getByLabel(t('billing.caps.amount'));

  await press(t('billing.caps.add'));
  await hand.press(page.getByRole('combobox', { name: t('billing.caps.whose') }));
  await expect(page.getByRole('option').last()).toBeVisible();
  await page.keyboard.press('End');
  await expect(page.getByRole('option', { name: t('billing.caps.whoseSpending.tag') })).toBeFocused();
  await page.keyboard.press('Enter');
  const tag = page.getByLabel(t('billing.caps.subjects.tag'), { exact: true });
  await hand.fill(tag, 'search');
  await hand.fill(amount, '12,50');
  const alertAmount = page.getByLabel(t('billing.caps.alertAmount'));
  await hand.fill(alertAmount, '12,51');
  await press(t('billing.caps.create'));
  await expect(page.getByText(t('billing.caps.tagInvalid'))).toBeVisible();
  await expect(page.getByText(t('billing.caps.alertAmountInvalid'))).toBeVisible();
  await hand.fill(alertAmount, '10');
  await hand.fill(tag, 'team=search');
  await press(t('billing.caps.create'));
  await expect(page.getByText(t('billing.caps.created'))).toBeVisible();
  const row = page.getByRole('row', { name: 'team=search' });
  await expect(row).toContainText('$12.50');
  const [, cap] = await listCaps(accountId);
  expect(cap).toMatchObject({ subject: 'tag', window: 'month', cap: usd('12.5'), alertAmount: usd('10') });
  await expect(row).toContainText(t('billing.limits.mailAtAmount', { amount: '$10.00' }));

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/en/billing/limits');
  await press(t('billing.caps.changeOf', { name: `team=search, ${t('billing.caps.each.month')}` }));
  await hand.fill(amount, '20');
  await changeCap(owner, { accountId, id: cap?.id ?? '', edit: { after: { cap: usd('15') } } }, CALLER);
  await press(t('billing.caps.save'));
  await expect(page.getByRole('alert').filter({ hasText: t('common.meanwhile.text') })).toContainText('$15');
  expect(await beyondTheEdge(page)).toEqual([]);
  expect(await violationsOn(page)).toEqual([]);
  await press(t('common.meanwhile.keep'));
  await expect(page.getByText(t('billing.caps.saved'))).toBeVisible();
  expect(await listCaps(accountId)).toMatchObject([{ cap: usd('5') }, { cap: usd('20') }]);
  for (const locale of LOCALES) {
    await page.goto(`/${locale}/billing/limits`);
    expect.soft(await beyondTheEdge(page), locale).toEqual([]);
  }

  await page.goto('/en/billing/limits');
  await press(t('billing.caps.changeOf', { name: `team=search, ${t('billing.caps.each.month')}` }));
  await press(t('billing.caps.remove'));
  await hand.press(page.getByRole('alertdialog').getByRole('button', { name: t('billing.caps.remove') }));
  await expect(page.getByText(t('billing.caps.removed'))).toBeVisible();
  expect(await listCaps(accountId)).toHaveLength(1);

  await context.clearCookies();
  await context.addCookies([await sessionCookieOf(members.viewer), accountCookie(accountId)]);
  await page.goto('/en/billing/limits');
  await expect(page.getByRole('row', { name: 'CI' })).toContainText('$5.00');
  await expect(page.getByRole('button', { name: t('billing.caps.add') })).toHaveCount(0);
});
