import AxeBuilder from '@axe-core/playwright';
import { complaintsOf } from './fixtures/faults.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';

const t = await wordsOf('en');
const ASKED = 'sandbox: say **Bold** ![spy](https://spy.example/x.png)';

test('a user shares a conversation, a visitor reads it, and revoking ends access', async ({
  page,
  browser,
  signIn,
}) => {
  const complaints = await complaintsOf(page);
  await signIn();
  await page.goto('/en/playground');
  await page.getByLabel(t('playground.composer.label')).fill(ASKED);
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('[data-slot=message][data-role=assistant] strong')).toHaveText('Bold');

  const choose = async (item: string) => {
    await page.getByRole('button', { name: /^Drafts, open/ }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await choose(t('playground.transfer.share'));
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(t('playground.share.hiddenText'));
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await dialog.getByRole('button', { name: t('playground.share.create') }).click();
  const link = await dialog.getByRole('textbox', { name: t('playground.share.link') }).inputValue();

  // In a separate browser without a session.
  const strangers = await browser.newContext();
  const stranger = await strangers.newPage();
  const strangeComplaints = await complaintsOf(stranger);
  const outside: string[] = [];
  stranger.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(link).origin) outside.push(request.url());
  });
  const reply = await stranger.goto(link);
  expect(reply?.headers()['content-security-policy']).toContain("default-src 'none'");
  expect(reply?.headers()['cache-control']).toMatch(/no-store|private/);
  await expect(stranger.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
  await expect(stranger.locator('meta[name=referrer]')).toHaveAttribute('content', 'no-referrer');
  await expect(stranger.locator('[data-slot=message][data-role=assistant] strong')).toHaveText('Bold');
  await expect(stranger.getByRole('link', { name: /^spy/ })).toContainText('spy.example');
  await expect(stranger.getByRole('textbox')).toHaveCount(0);
  const onPage = await new AxeBuilder({ page: stranger }).analyze();
  expect(onPage.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  const copy = await stranger.getByRole('link', { name: t('playground.share.page.copy') }).getAttribute('href');
  expect(outside).toEqual([]);

  // The author finds the link in the list and revokes it.
  await dialog.getByRole('button', { name: t('playground.share.revokeOf', { name: ASKED }) }).click();
  await expect(dialog.getByRole('listitem')).toHaveCount(0);
  await stranger.reload();
  await expect(stranger.getByRole('heading', { name: t('playground.share.page.gone') })).toBeVisible();
  expect([...complaints, ...strangeComplaints]).toEqual([]);
  await strangers.close();

  await page.goto(copy ?? '');
  await page.reload(); // navigation changed only the fragment
  await expect(page.locator('[data-slot=message][data-role=assistant] strong')).toHaveText('Bold');
  await expect(page).toHaveURL(/playground$/);
});

test('the history shows where runs are stored, and signing out deletes them from the browser', async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.goto('/en/playground');
  const answer = page.locator('[data-slot=message][data-role=assistant]');
  await page.getByLabel(t('playground.composer.label')).fill('sandbox: say Once');
  await page.keyboard.press('Control+Enter');
  await expect(answer).toContainText('Once');
  const menu = page.getByRole('button', { name: /^Drafts, open/ });
  await menu.click();
  await page.getByRole('menuitem', { name: t('playground.drafts.new') }).click();
  await expect(answer).toHaveCount(0);
  await menu.click();
  await page.getByRole('menuitem', { name: t('playground.drafts.history') }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(t('playground.history.inBrowser'));
  await dialog.getByRole('button', { name: 'sandbox: say Once' }).click();
  await expect(answer).toContainText('Once');

  const kept = () =>
    page.evaluate(
      async () => (await indexedDB.databases()).filter(({ name }) => name?.startsWith('playground:')).length,
    );
  expect(await kept()).toBe(1);
  await page.getByRole('button', { name: /^Signed in as/ }).click();
  await page.getByRole('menuitem', { name: t('shell.menu.signOut') }).click();
  await expect(page).toHaveURL(/sign-in/);
  expect(await kept()).toBe(0);
});
