import AxeBuilder from '@axe-core/playwright';
import { db } from '#lib/db/client.ts';
import { addKey } from '#lib/testing/factories.ts';
import { complaintsOf } from './fixtures/faults.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';

const t = await wordsOf('en');
const content = (key: 'show' | 'play' | 'notStored' | 'none') => t(`usage.log.content.${key}`);

test('a user stores content, opens it in the log and the playground, and deletes it', async ({
  page,
  signIn,
  request,
  api,
}) => {
  const complaints = await complaintsOf(page);
  const { accountId } = await signIn();
  const { secret } = await addKey(accountId, { mode: 'test' });
  const ask = async (words: string) => {
    const answer = await request.post(`${api}/chat/completions`, {
      headers: { authorization: `Bearer ${secret}` },
      data: { model: 'claude-haiku-4-5', messages: [{ role: 'user', content: `sandbox: say ${words}` }] },
    });
    expect(answer.status()).toBe(200);
    return answer.headers();
  };
  await ask('before');

  await page.goto('/en/settings/content');
  await expect(page.getByRole('radio', { name: t('settings.content.choices.none') })).toBeChecked();
  await page.getByRole('radio', { name: t('settings.content.choices.day') }).click();
  await page.getByRole('button', { name: t('settings.content.save') }).click();
  await expect(page.getByText(t('settings.content.saved'), { exact: true })).toBeVisible();

  const headers = await ask('the stored words');
  expect(headers['x-tokenhub-store']).toBe('24h');
  const requestId = headers['x-request-id'] ?? '';
  await expect.poll(() => db.requestContent.count({ where: { requestId } })).toBe(1);

  await page.goto('/en/logs');
  const rows = page.getByRole('row');
  await expect(rows.nth(1)).toContainText(t('usage.log.content.untilShort', { moment: 'in 23 hours' }));
  await expect(rows.nth(2)).toContainText(content('notStored'));
  await rows.nth(1).getByRole('link').click();
  await page.getByRole('button', { name: content('show') }).click();
  await expect(page.getByRole('tabpanel').first()).toContainText('sandbox: say the stored words');
  await page.getByRole('tab', { name: t('usage.log.content.answer') }).click();
  await expect(page.getByRole('tabpanel').first()).toHaveText('the stored words');
  await page.getByRole('tab', { name: 'curl' }).first().click();
  await expect(page.getByRole('tabpanel').first()).toContainText('Bearer $TOKENHUB_API_KEY');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  expect(await db.auditEvent.count({ where: { accountId, action: 'content.opened', target: requestId } })).toBe(1);

  await page.getByRole('link', { name: content('play') }).click();
  await expect(page.locator('[data-slot=message][data-role=assistant]')).toContainText('the stored words');
  await expect(page).toHaveURL(/playground$/);

  await page.goto('/en/settings/content');
  await page.getByRole('button', { name: t('settings.content.delete') }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: t('settings.content.delete') })
    .click();
  await expect(page.getByText(t('settings.content.deleted'))).toBeVisible();
  expect(await db.requestContent.count({ where: { accountId } })).toBe(0);
  await page.goto(`/en/logs?open=${requestId}`);
  await expect(page.getByText(content('none'))).toBeVisible();
  expect(complaints).toEqual([]);
});
