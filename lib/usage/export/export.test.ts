import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { nanoUsd, toUsd } from '#lib/billing/money.ts';
import { exportRow, PRICES } from '../testing/export-rows.ts';
import { COLUMNS, type ExportRow } from './columns.ts';
import { type ExportOptions, exportStream } from './export-stream.ts';
import { type ExportItem, readExport } from './read-export.ts';
import { findDifference, type PricedRow, reprice } from './reprice.ts';

const CSV: ExportOptions = { format: 'csv', zone: 'Europe/Berlin' };
const NDJSON: ExportOptions = { format: 'ndjson', zone: 'Europe/Berlin' };
const FORMATS = [CSV, NDJSON];
const ROWS = Array.from({ length: 500 }, (_, index) => exportRow(index));
const COST = nanoUsd(ROWS.reduce((sum, { cost }) => sum + cost, 0n));

async function write(rows: readonly ExportRow[], options: ExportOptions) {
  const { stream, tally } = exportStream(options);
  const batches = Array.from({ length: Math.ceil(rows.length / 64) }, (_, index) =>
    rows.slice(index * 64, (index + 1) * 64),
  );
  const bytes = await new Response(streamOf(batches).pipeThrough(stream)).bytes();
  return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), tally };
}

/** Produces a batch only on demand. */
function streamOf<Batch>(batches: Iterable<Batch>): ReadableStream<Batch> {
  const source = batches[Symbol.iterator]();
  return new ReadableStream({
    pull: (controller) => {
      const { done, value } = source.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

async function* inPieces(text: string, size = 1_000) {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, { format }: ExportOptions, size?: number): Promise<ExportItem[]> {
  const items = [];
  for await (const item of readExport(inPieces(text, size), format)) items.push(item);
  return items;
}

const rowsIn = (items: ExportItem[]) => items.flatMap((item) => (item.kind === 'row' ? [item.row] : []));

const endOf = (items: ExportItem[]) => {
  const last = items.at(-1);
  if (last?.kind !== 'end') throw new Error('An export ends.');
  return last;
};

describe.each(FORMATS)('an export as $format', (options) => {
  it('has the number, cost and hash of its rows, and is read back', async () => {
    const { text, tally } = await write(ROWS, options);
    const body = text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1);
    expect(tally).toEqual({ rows: 500, cost: COST, sha256: createHash('sha256').update(body).digest('hex') });
    const items = await read(text, options, 7);
    expect(endOf(items)).toEqual({ kind: 'end', found: tally, stated: tally });
    expect(rowsIn(items).map(({ requestId, cost }) => ({ requestId, cost }))).toEqual(
      ROWS.map(({ requestId, cost }) => ({ requestId, cost })),
    );
  });

  it('without rows has a sum too', async () => {
    const { text, tally } = await write([], options);
    expect(tally).toMatchObject({ rows: 0, cost: 0n });
    expect(endOf(await read(text, options))).toEqual({ kind: 'end', found: tally, stated: tally });
  });

  it('that was truncated, lost a row or was changed is detected', async () => {
    const { text } = await write(ROWS, options);
    const lines = text.split('\n');
    const brokenOff = endOf(await read(lines.slice(0, 300).join('\n'), options));
    expect(brokenOff.stated).toBeNull();
    const withoutOne = endOf(await read(lines.toSpliced(100, 1).join('\n'), options));
    expect(withoutOne.found.rows).toBe(499);
    expect(withoutOne.found.sha256).not.toBe(withoutOne.stated?.sha256);
    const changed = endOf(await read(text.replace('Support bot', 'Support box'), options));
    expect(changed.found.sha256).not.toBe(changed.stated?.sha256);
    await expect(read(`${text}${lines[10]}\n`, options)).rejects.toThrow('goes on after its summary');
  });

  it('keeps any text of customers', async () => {
    const odd = `=HYPERLINK("https://evil.example","x")\r\n${'語'.repeat(5_000)}`;
    const metadata = { note: odd, list: ['a,b', "'"] };
    const { text } = await write([exportRow(1, { endUser: odd, metadata, requestId: odd })], options);
    expect(rowsIn(await read(text, options, 3))[0]?.requestId).toBe(odd);
    expect(text).toContain('語'.repeat(5_000));
    if (options.format === 'ndjson') expect(JSON.parse(text.split('\n')[0] ?? '').metadata).toEqual(metadata);
  });

  it('may omit its last line', async () => {
    const { text, tally } = await write(ROWS, { ...options, hasTrailer: false });
    expect(createHash('sha256').update(text).digest('hex')).toBe(tally.sha256);
    expect(endOf(await read(text, options)).stated).toBeNull();
  });

  it('is produced only as fast as it is consumed', async () => {
    let made = 0;
    function* batches() {
      for (;;) {
        made += 1;
        yield ROWS;
      }
    }
    const reader = streamOf(batches()).pipeThrough(exportStream(options).stream).getReader();
    for (let taken = 0; taken < 20; taken += 1) await reader.read();
    expect(made).toBeLessThan(26);
    await reader.cancel();
  });
});

describe('a CSV', () => {
  it('names its columns in English, or in the reader’s language', async () => {
    const names = COLUMNS.map(({ name }) => name);
    expect((await write([], CSV)).text.split('\r\n')[0]).toBe(names.join(','));
    const headings = Object.fromEntries(names.map((name) => [name, `«${name}»`])) as Record<
      (typeof names)[number],
      string
    >;
    const localised = await write(ROWS.slice(0, 1), { ...CSV, headings });
    expect(localised.text.split('\r\n')[0]).toBe(names.map((name) => `«${name}»`).join(','));
    await expect(read(localised.text, CSV)).rejects.toThrow('English headings');
  });

  it('has a byte order mark when asked for, and then hashes it', async () => {
    const { text, tally } = await write(ROWS, { ...CSV, hasBom: true });
    expect(text.startsWith('\uFEFFrequest_id,')).toBe(true);
    expect(endOf(await read(text, CSV)).found.sha256).toBe(tally.sha256);
  });

  it('has as many cells in its last line as in every other', async () => {
    const { text } = await write(ROWS.slice(0, 2), CSV);
    const counts = text
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(',').length);
    expect(new Set(counts)).toEqual(new Set([COLUMNS.length]));
  });
});

it('times are UTC, days the reader’s, money decimal and exact, and absent values are empty or null', async () => {
  const row = exportRow(3, {
    settledAt: new Date('2026-10-25T22:59:59.999Z'),
    cost: nanoUsd(1n),
    errorCode: null,
  });
  const { text } = await write([row, exportRow(4, { settledAt: new Date('2026-10-25T23:00:00Z') })], NDJSON);
  const [first, second] = text.split('\n').map((line) => line && JSON.parse(line));
  expect(first).toMatchObject({
    object: 'request',
    settled_at: '2026-10-25T22:59:59.999Z',
    settled_day: '2026-10-25',
    zone: 'Europe/Berlin',
    cost_usd: '0.000000001',
    error_code: null,
    input_tokens: 21,
  });
  expect(second.settled_day).toBe('2026-10-26');
});

describe('repricing', () => {
  const priced = async (changes: Partial<ExportRow>): Promise<PricedRow> => {
    const [row] = rowsIn(await read((await write([exportRow(8, changes)], CSV)).text, CSV));
    if (!row) throw new Error('There is one row.');
    return row;
  };

  it('finds no difference in billed requests', async () => {
    const rows = rowsIn(await read((await write(ROWS, CSV)).text, CSV));
    expect(await reprice(rows, PRICES)).toEqual({ isEqual: true, rows: 500, cost: COST });
  });

  it('finds the first row that differs', async () => {
    const rows = ROWS.with(41, exportRow(41, { cost: nanoUsd((ROWS[41]?.cost ?? 0n) + 1n) })).with(
      90,
      exportRow(90, { cost: nanoUsd(1n) }),
    );
    const result = await reprice(rowsIn(await read((await write(rows, NDJSON)).text, NDJSON)), PRICES);
    expect(result).toMatchObject({
      isEqual: false,
      row: 42,
      requestId: rows[41]?.requestId,
      difference: { reason: 'wrong_cost' },
    });
  });

  it.each<[string, Partial<ExportRow>, object | null]>([
    ['lets the house pay a part', { cost: nanoUsd((ROWS[8]?.cost ?? 0n) - 5n), absorbed: nanoUsd(5n) }, null],
    ['lets nothing be charged', { cost: nanoUsd(0n) }, null],
    ['refuses a failure that cost something', { outcome: 'failed' }, { reason: 'should_be_free', expected: 0n }],
    ['refuses a test that cost something', { mode: 'test' }, { reason: 'should_be_free' }],
    ['refuses a price that is on no list', { priceId: 'x@1' }, { reason: 'unknown_price', priceId: 'x@1' }],
    ['refuses a cost without a price', { priceId: null }, { reason: 'unknown_price', priceId: null }],
    ['notices a token more', { outputTokens: 10 }, { reason: 'wrong_cost', found: ROWS[8]?.cost }],
  ])('%s', async (_, changes, difference) => {
    const found = findDifference(await priced(changes), PRICES);
    if (difference === null) expect(found).toBeNull();
    else expect(found).toMatchObject(difference);
  });

  it.each([
    ['no cost', 'cost_usd', ''],
    ['a cost that is no money', 'cost_usd', '1e-3'],
    ['tokens that are none', 'input_tokens', '-1'],
  ])('refuses a row with %s', async (_, name, value) => {
    const { text } = await write([exportRow(1)], NDJSON);
    const [line = ''] = text.split('\n');
    await expect(read(JSON.stringify({ ...JSON.parse(line), [name]: value }), NDJSON)).rejects.toThrow(name);
  });
});

it('a hundred thousand rows take seconds, and their sum is exact', async () => {
  const { stream, tally } = exportStream(CSV);
  const source = streamOf(Array.from({ length: 200 }, () => ROWS));
  for await (const _ of source.pipeThrough(stream));
  expect(tally.rows).toBe(100_000);
  expect(toUsd(tally.cost)).toBe(toUsd(nanoUsd(COST * 200n)));
});
