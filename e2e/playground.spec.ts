import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { getBalance } from '#lib/billing/queries.ts';
import { addKey, grantCredit } from '#lib/testing/factories.ts';
import { complaintsOf } from './fixtures/faults.ts';
import { createPerson, sessionCookieOf, toHeader } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';

const t = await wordsOf('en');

async function open(page: Page): Promise<void> {
  await page.goto('/en/playground');
  await expect(page.getByRole('button', { name: t('playground.composer.run'), exact: true })).toBeVisible();
}

const ask = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel(t('playground.composer.label')).fill(text);
  await page.keyboard.press('Control+Enter');
};

const answers = (page: Page) => page.locator('[data-slot=message][data-role=assistant]');

test('a developer writes, runs, stops, edits and branches, and a reload restores everything', async ({
  page,
  signIn,
}) => {
  const complaints = await complaintsOf(page);
  await signIn();
  await open(page);
  // Without credit the free sandbox is selected.
  await expect(page.getByRole('combobox', { name: t('playground.payer.title') })).toHaveValue('sandbox');
  await page.getByLabel(t('playground.roles.system'), { exact: true }).fill('Be brief.');
  await ask(page, 'sandbox: say The **first** answer');
  await expect(answers(page).locator('strong')).toHaveText('first');
  await expect(page.getByText(/\$0\.0\d+, not charged/)).toBeVisible();

  // Both requests, and the events of both sides.
  await page.getByRole('tab', { name: t('playground.inspector.tabs.requests') }).click();
  await expect(page.getByRole('region', { name: t('playground.inspector.openai') })).toContainText('"role": "system"');
  await expect(page.getByRole('region', { name: t('playground.inspector.anthropic') })).toContainText('"system"');
  await page.getByRole('tab', { name: t('playground.inspector.tabs.events') }).click();
  await expect(page.getByText('event: message_start')).toBeVisible();
  await expect(page.getByText('data: [DONE]')).toBeVisible();

  // A regenerated answer is another version, and both can be shown.
  await page.getByLabel('Message: User').getByRole('textbox').fill('sandbox: say The second answer');
  await answers(page).hover();
  await page.getByRole('button', { name: t('playground.actions.regenerate') }).click();
  await expect(answers(page).locator('[data-slot=markdown]')).toHaveText('The second answer');
  await page.getByRole('button', { name: t('playground.versions.previous') }).click();
  await expect(answers(page).locator('[data-slot=markdown]')).toHaveText('The first answer');

  // A stopped answer keeps the text that had arrived.
  await ask(page, 'sandbox: slow chunks=200 delay=50ms\nsandbox: repeat 400');
  const running = page.locator('[data-slot=running-answer]');
  await expect(running).toHaveAttribute('aria-busy', 'true');
  await expect(running.locator('[data-slot=markdown]')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText(t('playground.run.states.stopped')).first()).toBeVisible();
  await expect(answers(page)).toHaveCount(2);

  await page.getByLabel(t('playground.composer.label')).fill('Not sent yet');
  await page.reload();
  await expect(answers(page)).toHaveCount(2);
  await expect(page.getByLabel(t('playground.roles.system'), { exact: true })).toHaveValue('Be brief.');
  await expect(page.getByLabel(t('playground.composer.label'))).toHaveValue('Not sent yet');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a run with a key costs what its receipt says, to the nano-dollar, also when it is stopped', async ({
  page,
  signIn,
}) => {
  const { accountId } = await signIn();
  await grantCredit(accountId, '1');
  await addKey(accountId, { name: 'Bench' });
  const before = (await getBalance(accountId)).available;
  await open(page);
  await ask(page, 'sandbox: say Paid');
  const receipt = page.getByRole('region', { name: t('playground.receipt.title') });
  const total = receipt.getByRole('row', { name: t('playground.receipt.total') }).getByRole('cell');
  await expect(total).toHaveText(/^0\.\d+$/);
  const paid = before - (await getBalance(accountId)).available;
  expect(toNano(await total.textContent())).toBe(paid);

  await ask(page, 'sandbox: slow chunks=400 delay=50ms\nsandbox: repeat 2000');
  await expect(page.locator('[data-slot=running-answer] [data-slot=markdown]')).toBeVisible();
  await page.getByRole('button', { name: t('playground.composer.stop') }).click();
  await expect(page.getByText(t('playground.run.states.stopped')).first()).toBeVisible();
  await expect(receipt).toBeVisible();
  await expect(page.getByRole('link', { name: t('playground.report.openReceipt') })).toBeVisible();
  const { available, held } = await getBalance(accountId);
  expect(held).toBe(0n);
  expect(toNano(await total.textContent())).toBe(before - paid - available);

  // Too expensive for the balance: the conversation stays, and one click switches to the sandbox.
  await page
    .getByLabel(/^max_tokens/)
    .first()
    .check();
  await page.getByRole('spinbutton', { name: 'max_tokens' }).fill('64000');
  await page.getByRole('button', { name: /^Choose a model/ }).click();
  await page.getByPlaceholder(t('playground.model.search')).fill('Opus 4.1');
  await page.keyboard.press('Enter');
  await ask(page, 'sandbox: say Free');
  const alert = page.getByRole('alert').filter({ hasText: t('playground.problem.kept') });
  await expect(alert).toBeVisible();
  await alert.getByRole('button', { name: t('playground.problem.useSandbox') }).click();
  await expect(answers(page).last()).toContainText('Free');
});

const toNano = (usd: string | null): bigint => {
  const [whole = '0', part = ''] = (usd ?? '').split('.');
  return BigInt(whole + part.padEnd(9, '0'));
};

test('a request of the docs opens in the playground, even with a sign-in in between', async ({ page, signIn }) => {
  const openInPlayground = page.getByRole('link', { name: t('common.openInPlayground') });
  await page.goto('/en/docs/tool-use');
  await openInPlayground.first().click();
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn();
  await page.goto('/en/playground');
  await expect(page.getByLabel('Message: User').getByRole('textbox')).toHaveValue(/weather/i);
  await page.goto('/en/docs/api/create-chat-completion');
  await page.getByRole('button', { name: t('trial.open') }).click();
  await openInPlayground.last().click();
  await expect(page.getByLabel('Message: User').getByRole('textbox')).toHaveValue('Why is the sky blue?');
  expect(new URL(page.url()).hash).toBe('');
});

test('the playground’s endpoints accept only our own pages, the page’s account and its keys', async ({
  request,
  baseURL,
}) => {
  const [person, stranger] = [await createPerson(), await createPerson()];
  const { keyId } = await addKey(stranger.accountId, { name: 'Not yours' });
  const cookie = toHeader([await sessionCookieOf(person)]);
  const send = (call: string, query: object, headers: object) =>
    request.post(`/api/playground/${call}?${new URLSearchParams({ ...query })}`, {
      headers: { 'content-type': 'application/json', ...headers },
      data: { model: 'claude-haiku-4-5', messages: [{ role: 'user', content: 'Hi' }] },
    });
  const mine = { user: person.id, account: person.accountId, payer: 'sandbox' };
  for (const call of ['run', 'estimate', 'receipt']) {
    const statusOf = async (query: object, headers: object) => (await send(call, query, headers)).status();
    expect.soft(await statusOf(mine, { cookie, origin: 'https://evil.example' }), call).toBe(403);
    expect.soft(await statusOf(mine, { cookie }), call).toBe(403);
    expect.soft(await statusOf(mine, { origin: baseURL ?? '' }), call).toBe(401);
    expect.soft(await statusOf({ ...mine, user: stranger.id }, { cookie, origin: baseURL ?? '' }), call).toBe(409);
    expect
      .soft(await statusOf({ ...mine, account: stranger.accountId }, { cookie, origin: baseURL ?? '' }), call)
      .toBe(403);
  }
  for (const call of ['run', 'estimate'])
    expect
      .soft((await send(call, { ...mine, payer: keyId }, { cookie, origin: baseURL ?? '' })).status(), call)
      .toBe(404);
  expect((await send('run', mine, { cookie, origin: baseURL ?? '' })).status()).toBe(200);
});

test('tools, files, a schema, variables, rows, columns and an export of all', async ({ page, signIn }) => {
  const complaints = await complaintsOf(page);
  await signIn();
  await open(page);
  // Two calls in one answer: the tool's mock and the user answer them, then the model continues.
  await page.getByRole('button', { name: t('playground.tools.add') }).click();
  await expect(page.locator('.cm-editor')).toBeVisible();
  await page.getByLabel(t('playground.tools.mock')).selectOption('reply');
  await page.getByLabel(t('playground.tools.template')).fill('{"city": "{{args.city}}", "degrees": 21}');
  await page.getByRole('button', { name: t('playground.tools.done') }).click();
  await ask(page, 'sandbox: tool get_weather {"city":"Oslo"}\nsandbox: tool get_weather {"city":"Rome"}');
  const calls = page.getByRole('article', { name: 'Call of get_weather' });
  await expect(calls).toHaveCount(2);
  await calls
    .first()
    .getByRole('button', { name: t('playground.calls.add') })
    .click();
  await calls.last().getByRole('textbox').fill('Rome is closed');
  await calls
    .last()
    .getByRole('button', { name: t('playground.calls.add') })
    .click();
  await page.getByRole('button', { name: t('playground.calls.continue') }).click();
  await expect(answers(page).last()).toContainText('"degrees":21');
  await expect(answers(page).last()).toContainText('Rome is closed');

  // A pasted image, a chosen PDF, and a file that no model reads.
  await page.getByLabel(t('playground.composer.label')).evaluate(paste, PIXEL);
  await expect(page.getByText('pixel.png')).toBeVisible();
  const chooser = page.locator('input[type=file][multiple]');
  const pdf = { name: 'paper.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 /Type /Page') };
  await chooser.setInputFiles([pdf, { name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.from('x') }]);
  await expect(page.getByText('paper.pdf')).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: 'film.mp4' })).toBeVisible();

  // JSON with a schema, and a variable in the question.
  await page.getByRole('combobox', { name: t('playground.format.title') }).selectOption('json_schema');
  await page.getByLabel(t('playground.composer.label')).fill('What is {{city}} like?');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(t('playground.answer.fits'))).toBeVisible();
  await page.getByRole('textbox', { name: 'city' }).fill('Rome');
  await page.getByRole('button', { name: t('playground.rows.open') }).click();
  const rows = page.getByRole('dialog', { name: t('playground.rows.title') });
  const csv = { name: 'cities.csv', mimeType: 'text/csv', buffer: Buffer.from('city\nOslo\n"Paris, France"\n') };
  await rows.locator('input[type=file]').setInputFiles(csv);
  await expect(rows.getByLabel('city, row 2')).toHaveValue('Paris, France');
  await rows.getByRole('button', { name: 'Run 2 requests' }).click();
  await expect(rows.getByText('2 of 2, 0 failed')).toBeVisible();
  await expect(rows.getByText(t('playground.answer.fits'))).toHaveCount(2);
  const results = page.waitForEvent('download');
  await rows.getByRole('button', { name: t('playground.rows.exportCsv') }).click();
  expect((await results).suggestedFilename()).toBe('results.csv');
  await page.keyboard.press('Escape');

  // Two columns run at once, and their figures are compared.
  await page.getByRole('button', { name: t('playground.compare.add') }).click();
  await page.getByRole('button', { name: t('playground.composer.runAll') }).click();
  const comparison = page.getByRole('region', { name: t('playground.compare.title') });
  await expect(comparison.getByRole('row')).toHaveCount(3);
  await expect(comparison).not.toContainText('≈');
  await comparison.getByRole('button', { name: t('playground.compare.difference') }).click();
  await expect(comparison.locator('p')).not.toBeEmpty();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);

  // They scroll together until that is switched off.
  const columns = page.locator('[data-slot=conversation]');
  const scrolled = ({ scrollTop }: Element) => scrollTop;
  await expect.poll(() => columns.last().evaluate(scrolled)).toBeGreaterThan(100);
  await columns.first().hover();
  await page.mouse.wheel(0, -100_000);
  await expect.poll(() => columns.last().evaluate(scrolled)).toBe(0);
  await page.getByRole('button', { name: t('playground.compare.together') }).click();
  await columns.first().hover();
  await page.mouse.wheel(0, 100_000);
  await expect.poll(() => columns.first().evaluate(scrolled)).toBeGreaterThan(100);
  expect(await columns.last().evaluate(scrolled)).toBe(0);

  // Exports the draft with its files and imports it again.
  const menu = page.getByRole('button', { name: /^Drafts, open/ });
  await menu.click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: t('playground.transfer.exportDraft') }).click();
  const path = await (await saved).path();
  await menu.click();
  await page.getByRole('menuitem', { name: t('playground.drafts.new') }).click();
  await expect(answers(page)).toHaveCount(0);
  await menu.click();
  await page.getByRole('menuitem', { name: t('playground.transfer.import') }).click();
  await page.getByRole('dialog').locator('input[type=file]').setInputFiles(path);
  await expect(page.getByText('pixel.png').first()).toBeVisible();
  expect(complaints).toEqual([]);
});

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Dispatches the event of pasting an image. */
function paste(field: Element, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([bytes], 'pixel.png', { type: 'image/png' }));
  field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}

test('a second tab says that it does not save, and can take over; a curl command opens as a draft', async ({
  page,
  signIn,
  context,
}) => {
  await signIn();
  await open(page);
  await ask(page, 'sandbox: say From the first tab');
  await expect(answers(page)).toHaveCount(1);
  await expect(page.getByText(/not charged/)).toBeVisible();
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('playground-open')));
  const second = await context.newPage();
  await open(second);
  await expect(answers(second)).toHaveCount(1);
  await expect(second.getByText(t('playground.tabs.locked'))).toBeVisible();
  await second.getByRole('button', { name: t('playground.tabs.take') }).click();
  await expect(second.getByText(t('playground.tabs.locked'))).toBeHidden();
  await expect(page.getByText(t('playground.tabs.locked'))).toBeVisible();

  await second.getByRole('button', { name: /^Drafts, open/ }).click();
  await second.getByRole('menuitem', { name: t('playground.transfer.import') }).click();
  const command = `curl https://api.example/v1/chat/completions -H 'Authorization: Bearer th-live-x' -d '{"model":"anthropic/claude-haiku-4-5","seed":1,"messages":[{"role":"user","content":"Hi"}]}'`;
  await second.getByLabel(t('playground.transfer.paste')).fill(command);
  await second.getByRole('button', { name: t('playground.transfer.open') }).click();
  await expect(second.getByRole('dialog')).toContainText(t('playground.transfer.kinds.secret'));
  await second
    .getByRole('button', { name: t('common.close') })
    .last()
    .click();
  await expect(second.getByLabel('Message: User').getByRole('textbox')).toHaveValue('Hi');
});
