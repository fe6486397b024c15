import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import { toPublicRates } from '#lib/billing/price-list.ts';
import { streamOf } from '#lib/http/stream-of.ts';
import { exportStream } from '#lib/usage/export/export-stream.ts';
import { exportRow, PRICES } from '#lib/usage/testing/export-rows.ts';
import { repriceFile } from './prices.ts';

const folder = mkdtempSync(join(tmpdir(), 'tokenhub-reprice-'));
const prices = join(folder, 'pricing.json');
let text = '';

const rows = Array.from({ length: 40 }, (_, index) => exportRow(index));

async function write(wanted = rows): Promise<string> {
  async function* batches() {
    yield wanted;
  }
  const { stream } = exportStream({ format: 'csv', zone: 'UTC' });
  return new Response(streamOf(batches()).pipeThrough(stream)).text();
}

const check = (file: string) => {
  const path = join(folder, 'export.csv');
  writeFileSync(path, file);
  return repriceFile(path, { prices });
};

beforeAll(async () => {
  const list = [...PRICES].map(([id, rates]) => ({ id, ...toPublicRates(rates) }));
  writeFileSync(prices, JSON.stringify({ prices: list }));
  text = await write();
});

it('computes every request anew, and says that none differs', async () => {
  expect(await check(text)).toMatchObject({ data: { isEqual: true, rows: 40, isComplete: true }, isProblem: false });
});

it('names the first request that costs something else, by how much', async () => {
  const dearer = await write(rows.with(7, exportRow(7, { cost: nanoUsd(1_000_000_000n) })));
  const { text: said, isProblem } = await check(dearer);
  expect(isProblem).toBe(true);
  expect(said).toMatch(/^Row 8, req_0+7: it cost 1 USD, and should cost 0\.\d+ USD\.$/);
});

it.each([
  ['broke off', () => text.slice(0, text.lastIndexOf('#summary')), 'not complete'],
  ['lost a row', () => text.split('\r\n').toSpliced(5, 1).join('\r\n'), 'not complete'],
  ['was changed', () => text.replace('Support bot', 'Support box'), 'has been changed'],
])('notices a file that %s', async (_, damaged, words) => {
  const { text: said, isProblem } = await check(damaged());
  expect({ said, isProblem }).toEqual({ said: expect.stringContaining(words), isProblem: true });
});

it('names the missing input', async () => {
  await expect(repriceFile(join(folder, 'none.csv'), { prices })).rejects.toMatchObject({ code: 'not_found' });
  await expect(repriceFile(join(folder, 'export.csv'), { prices: join(folder, 'none.json') })).rejects.toThrow(
    'Name one with --prices',
  );
});
