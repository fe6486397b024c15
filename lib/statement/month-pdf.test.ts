import { inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import { type MonthWords, monthPdf } from './month-pdf.ts';
import type { ChargeLine, Month } from './months.ts';

const kinds = {
  charge: 'Charge',
  top_up: 'Top-up',
  grant: 'Grant',
  refund: 'Refund',
  dispute: 'Dispute',
  adjustment: 'Adjustment',
};

const WORDS: MonthWords = {
  ...{ title: 'Statement', number: 'Number', account: 'For', operator: 'From', kinds },
  ...{ opening: 'Opening', closing: 'Closing', charges: 'Charges', model: 'Model', key: 'Key', requests: 'Requests' },
  ...{ amount: 'Amount', none: 'None', provisional: 'Not final', proof: 'SHA-256: 00', invoices: 'No invoice' },
};

const usd = (amount: number) => nanoUsd(BigInt(amount) * 1_000_000_000n);

const MONTH: Month = {
  ...{ month: '2026-11', opening: usd(1), closing: usd(20) },
  moved: {
    ...{ charge: usd(-6), top_up: usd(25), grant: usd(0), refund: usd(0), dispute: usd(0), adjustment: usd(0) },
  },
};

const line = (index: number): ChargeLine => ({
  ...{
    model: 'claude-haiku-4-5',
    keyId: `key_${index}`,
    keyName: `カギ ${index}`,
    requests: index,
    amount: nanoUsd(1n),
  },
});

const paper = (charges: ChargeLine[], isFinal = true) =>
  monthPdf({
    ...{ locale: 'en', words: WORDS, number: '2026-11-ABC', month: MONTH, charges, isFinal },
    account: ['株式会社アクメ', 'Tokyo', 'JP123'],
    operator: ['TokenHub GmbH', 'Berlin', 'DE999999999'],
  });

const pagesOf = (file: Buffer) => file.toString('latin1').match(/\/Type \/Page\b/g)?.length;

const drawingOf = (file: Buffer): string => {
  const streams = file.toString('latin1').matchAll(/FlateDecode\n>>\nstream\n([\s\S]*?)\nendstream/g);
  const bodies = [...streams].map(([, body = '']) => inflateSync(Buffer.from(body, 'latin1')).toString('latin1'));
  return bodies.filter((body) => body.startsWith('1 0 0 -1')).join('\n');
};

it('is a file that is the same for the same month', async () => {
  const [one, other] = await Promise.all([paper([line(1)]), paper([line(1)])]);
  expect(one.subarray(0, 5).toString()).toBe('%PDF-');
  expect(one.equals(other)).toBe(true);
});

it('spans as many pages as it needs, with a line for each model and key', async () => {
  const file = await paper(Array.from({ length: 90 }, (_, index) => line(index)));
  expect(pagesOf(await paper([]))).toBe(1);
  expect(pagesOf(file)).toBe(3);
  // Each row is drawn with a line: 4 in the balance, one below the table's header, and one per table row.
  expect(drawingOf(file).match(/^S$/gm)).toHaveLength(4 + 1 + 90);
});
