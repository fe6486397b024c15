import { gzipSync } from 'node:zlib';
import { type Browser, type Page, chromium as playwright } from '@playwright/test';
import chromium from '@sparticuz/chromium';
import type { Instruments, Row } from './bench.ts';

export const DOCS_PAGE = '/en/docs/quickstart';

/** One public page of each kind. */
export const MEASURED_PAGES = ['/en', DOCS_PAGE, '/en/models', '/en/sign-up'] as const;

const BYTES_PER_KB = 1_000;

interface PageWeight {
  /** Scripts fetched before the page's `load` event. */
  firstLoadKb: number;
  /** Including later fetches, such as other pages' scripts, until the network is idle. */
  scriptsKb: number;
}

/**
 * Opens the address and adds up the scripts that the browser fetched, each compressed by `gzip -6`. Scripts that no
 * current browser fetches, such as `nomodule` ones, do not count; nor do inline scripts, which are HTML.
 */
export async function weighScripts(page: Page, address: string): Promise<PageWeight> {
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto(address, { waitUntil: 'load' });
  const firstLoad = sizes.length;
  await page.waitForLoadState('networkidle');
  const bytes = await Promise.all(sizes);
  return { firstLoadKb: sum(bytes.slice(0, firstLoad)) / BYTES_PER_KB, scriptsKb: sum(bytes) / BYTES_PER_KB };
}

/** Weighs the scripts of each kind of page in a browser with an empty cache. */
export async function measurePageWeight({ targets }: Instruments): Promise<Row[]> {
  const origin = targets.find(({ name }) => name === 'tokenhub')?.whole.origin;
  if (!origin) return [];
  const browser = await openBrowser();
  const rows: Row[] = [];
  try {
    for (const path of MEASURED_PAGES) {
      const context = await browser.newContext();
      const { firstLoadKb, scriptsKb } = await weighScripts(await context.newPage(), `${origin}${path}`);
      rows.push({
        target: path,
        figures: { 'first load kB': firstLoadKb, 'scripts kB': scriptsKb },
        failed: 0,
        failure: null,
      });
      await context.close();
    }
  } finally {
    await browser.close();
  }
  return rows;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The Chromium from npm that the e2e tests use. Its own flags would run it as one process, without web security. */
export const openBrowser = async (more: readonly string[] = []): Promise<Browser> =>
  playwright.launch({
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', ...more],
  });
