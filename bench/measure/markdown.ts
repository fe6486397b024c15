import { LONG_ANSWERS, openComponent } from '../../e2e/playground/component-page.ts';
import type { Row } from './bench.ts';
import { openBrowser } from './page-weight.ts';

/** The portal's styles that affect line breaks and tables. */
const CSS =
  'body { width: 45rem; font: 14px/24px sans-serif } pre { font: 13px/20px monospace } td, th { padding: 6px 12px } .table-fixed { table-layout: fixed; width: 100% }';

/** Sixty pieces a second, for a fast model of four hundred tokens a second. */
const LETTERS = 30;

/** Writes answers of two thousand lines in pieces, and measures the time until each piece is laid out. */
export async function measureMarkdown(): Promise<Row[]> {
  const browser = await openBrowser();
  const rows: Row[] = [];
  try {
    for (const [target, answer] of Object.entries(LONG_ANSWERS)) {
      const page = await browser.newPage();
      await openComponent(page, 'markdown-page.tsx', { css: CSS });
      const times = await page.evaluate(([text, letters]) => window.time(text, letters), [answer, LETTERS] as const);
      rows.push({ target, figures: toFigures(times), failed: 0, failure: null });
      await page.close();
    }
  } finally {
    await browser.close();
  }
  return rows;
}

function toFigures(times: readonly number[]): Row['figures'] {
  const quantile = (share: number, of = times) =>
    of.toSorted((a, b) => a - b)[Math.floor(share * (of.length - 1))] ?? Number.NaN;
  return {
    'p50 ms': quantile(0.5),
    'p95 ms': quantile(0.95),
    'p99 ms': quantile(0.99),
    // Shows whether it gets slower as it gets longer.
    'last p50 ms': quantile(0.5, times.slice(-100)),
  };
}
