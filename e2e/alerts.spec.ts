import { getLowBalanceAlert } from '#lib/alerts/low-balance-alert.ts';
import { setSpendAlert } from '#lib/alerts/spend-alert.ts';
import { findUsd, type NanoUsd } from '#lib/billing/money.ts';
import { db } from '#lib/db/client.ts';
import { CALLER } from '#lib/testing/accounts.ts';
import { keyboardOf } from './fixtures/hand.ts';
import { accountCookie, createOrganisationOf, sessionCookieOf } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';

for (const locale of ['en', 'de'] as const) {
  for (const how of ['mouse', 'keyboard'] as const) {
    test(`sets an alert from the first steps, and removes it, in ${locale}, by ${how}`, async ({
      page,
      hand: mouse,
      signIn,
    }) => {
      const hand = how === 'mouse' ? mouse : keyboardOf(page);
      const t = await wordsOf(locale);
      const { accountId } = await signIn();
      await page.goto(`/${locale}/overview`);
      await hand.press(page.getByRole('link', { name: t('overview.onboarding.setUp') }));
      const amount = page.getByLabel(t('settings.alerts.monthlySpend.amount'));
      const save = page.getByRole('button', { name: t('settings.alerts.monthlySpend.save'), exact: true });
      for (const wrong of ['much', '1000000001']) {
        await hand.fill(amount, wrong);
        await hand.press(save);
        await expect(page.getByText(t('auth.invalid.amount'))).toBeVisible();
        await hand.fill(amount, '1');
        await expect(page.getByText(t('auth.invalid.amount'))).toBeHidden();
      }
      await hand.fill(amount, '12,50');
      await hand.press(save);
      await expect(page.getByText(t('settings.alerts.monthlySpend.saved'))).toBeVisible();
      expect(await db.spendAlert.findUnique({ where: { accountId } })).toMatchObject({ amount: 12_500_000_000n });
      await page.goto(`/${locale}/overview`);
      await expect(
        page.getByRole('listitem').filter({ hasText: t('overview.onboarding.steps.setAlert.title') }),
      ).toContainText(t('overview.onboarding.done'));
      await page.goto(`/${locale}/settings/alerts`);
      await expect(amount).toHaveValue('12.5');
      await hand.fill(amount, '0');
      await hand.press(save);
      await expect(page.getByText(t('settings.alerts.monthlySpend.removed'))).toBeVisible();
      expect(await db.spendAlert.count({ where: { accountId } })).toBe(0);
      const below = page.getByLabel(t('settings.alerts.lowBalance.amount'));
      await expect(below).toHaveValue('1');
      await hand.fill(below, '20');
      await hand.press(page.getByRole('button', { name: t('settings.alerts.lowBalance.save'), exact: true }));
      await expect(page.getByText(t('settings.alerts.lowBalance.saved'))).toBeVisible();
      expect(await getLowBalanceAlert(accountId)).toBe(findUsd('20'));
    });
  }
}

test('a read-only member sees the alert and no form', async ({ page, context }) => {
  const t = await wordsOf('en');
  const { accountId, owner, members } = await createOrganisationOf(['viewer']);
  await setSpendAlert(owner, { accountId, after: { amount: findUsd('40') as NanoUsd } }, CALLER);
  await context.addCookies([await sessionCookieOf(members.viewer), accountCookie(accountId)]);
  await page.goto('/en/settings/alerts');
  await expect(
    page.getByText(t('settings.alerts.monthlySpend.set', { amount: '$40.00', spent: '$0.00' })),
  ).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
});

test('the first steps of a member without billing rights are about keys alone', async ({ page, context }) => {
  const t = await wordsOf('en');
  const { accountId, members } = await createOrganisationOf(['developer']);
  await context.addCookies([await sessionCookieOf(members.developer), accountCookie(accountId)]);
  await page.goto('/en/overview');
  await expect(page.getByText(t('overview.onboarding.steps.createKey.title'))).toBeVisible();
  await expect(page.getByText(t('overview.onboarding.steps.setAlert.title'))).toHaveCount(0);
});
