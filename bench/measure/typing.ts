import type { CDPSession, Locator, Page } from '@playwright/test';
import { BENCH_USER } from '../targets/tokenhub.ts';
import type { Instruments, Row } from './bench.ts';
import { openBrowser } from './page-weight.ts';

const MESSAGES = 200;
const KEYS = 100;
const WORDS = 'A message of a long conversation, with as many words as people write when they explain something. ';

/** Typing in a playground with a long conversation: the time from each key until it is drawn. */
export async function measureTyping({ targets }: Instruments): Promise<Row[]> {
  const origin = targets.find(({ name }) => name === 'tokenhub')?.whole.origin;
  if (!origin) return [];
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ baseURL: origin });
    await signIn(page);
    await openConversation(page);
    const questions = page.getByRole('article', { name: 'Message: User' });
    const fields: [string, Locator][] = [
      ['the next message', page.getByLabel('Next message')],
      ['the last question', questions.last()],
      ['the first question', questions.first()],
    ];
    const rows: Row[] = [];
    for (const [target, place] of fields) {
      // Content far outside the viewport is not laid out, and has no field yet.
      await place.scrollIntoViewIfNeeded();
      const field = place.getByRole('textbox').or(place).last();
      rows.push({ target, figures: await typeInto(page, field), failed: 0, failure: null });
    }
    return rows;
  } finally {
    await browser.close();
  }
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/en/sign-in');
  await page.getByLabel('E-mail address', { exact: true }).fill(BENCH_USER.email);
  await page.getByLabel('Password', { exact: true }).fill(BENCH_USER.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL('**/overview');
}

async function openConversation(page: Page): Promise<void> {
  const messages = Array.from({ length: MESSAGES }, (_, index) => ({
    role: index % 2 === 0 ? 'user' : 'assistant',
    content: WORDS.repeat(1 + (index % 5)),
  }));
  const request = JSON.stringify({ model: 'anthropic/claude-sonnet-4-6', messages });
  await page.evaluate((text) => sessionStorage.setItem('playground-request', text), request);
  await page.goto('/en/playground');
  await page.getByRole('article', { name: 'Message: User' }).last().waitFor();
}

async function typeInto(page: Page, field: Locator): Promise<Row['figures']> {
  await field.click();
  const times = await page.evaluateHandle(watchKeys);
  const thread = await page.context().newCDPSession(page);
  await thread.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await busyMs(thread);
  for (let key = 0; key < KEYS; key++) await page.keyboard.press(key % 6 === 5 ? 'Space' : 'e');
  await page.waitForFunction(([list, count]) => list.length >= count, [times, KEYS] as const);
  const spent = (await busyMs(thread)) - before;
  const sorted = (await times.jsonValue()).toSorted((a, b) => a - b);
  const quantile = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return { 'p50 ms': quantile(0.5), 'p95 ms': quantile(0.95), 'processor ms per key': spent / KEYS };
}

/** Measures from a key to the frame that shows it. */
function watchKeys(): number[] {
  const times: number[] = [];
  const listen = () => {
    const startedMs = performance.now();
    const drawn = new MessageChannel();
    drawn.port1.onmessage = () => times.push(performance.now() - startedMs);
    requestAnimationFrame(() => drawn.port2.postMessage(null));
  };
  window.addEventListener('keydown', listen, { capture: true });
  return times;
}

/** Busy time of the page's thread, which does not depend on other work of the machine. */
async function busyMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
}
