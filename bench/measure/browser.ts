import { type Browser, chromium as playwright } from '@playwright/test';
import chromium from '@sparticuz/chromium';

/** The Chromium from npm that the journeys use too. Its own flags would run it as one process, without web security. */
export const openBrowser = async (more: readonly string[] = []): Promise<Browser> =>
  playwright.launch({
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', ...more],
  });
