import { LONG_ANSWERS, openComponent } from '../../e2e/playground/component-page.ts';
import type { Row } from './bench.ts';
import { openBrowser } from './page-weight.ts';

/** Enough of the portal's styles for lines to break and tables to be laid out as they are there. */
const CSS =
  'body { width: 45rem; font: 14px/24px sans-serif } pre { font: 13px/20px monospace } td, th { padding: 6px 12px } .table-fixed { table-layout: fixed; width: 100% }';

/** Sixty pieces a second of a fast model's four hundred tokens. */
const LETTERS = 30;

/** Answers of two thousand lines, written in pieces: what each piece costs the page until it is laid out. */
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
    // Whether it gets slower as it gets longer.
    'last p50 ms': quantile(0.5, times.slice(-100)),
  };
}
