import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvRecord, encodeRecord, readRecords } from './csv.ts';

async function* cut(text: string, sizes: readonly number[]) {
  for (let at = 0, index = 0; at < text.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    yield text.slice(at, at + size);
    at += size;
  }
}

async function read(text: string, sizes = [text.length || 1]): Promise<CsvRecord[]> {
  const records = [];
  for await (const record of readRecords(cut(text, sizes))) records.push(record);
  return records;
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', "'", '"', ',', '1', '.', ' ', '＝') }),
);
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

it('written values are read back, with input split anywhere', async () => {
  const anyTable = fc.array(fc.array(anyText, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(anyTable, sizes, async (table, pieces) => {
      const text = table.map(encodeRecord).join('');
      const records = await read(text, pieces);
      expect(records.map(({ cells }) => cells)).toEqual(table);
      expect(records.map(({ source }) => source).join('')).toBe(text);
    }),
  );
});

it('no cell is a formula, for any value', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      const line = encodeRecord([text]).slice(0, -2);
      // The content of the cell in a spreadsheet.
      const shown = line.startsWith('"') ? line.slice(1, -1).replaceAll('""', '"') : line;
      expect(/^[=+\-@\t\r\n＝＋－＠]/.test(shown) && !/^[+-]?\d+(\.\d+)?$/.test(shown)).toBe(false);
    }),
  );
});

describe('a record', () => {
  it.each([
    [['a', 1, true, null], 'a,1,true,'],
    [['a,b', 'c"d', 'e\r\nf', ' g '], '"a,b","c""d","e\r\nf"," g "'],
    [['=1+1', '+49 30', '-x', '@me', '\tx'], `'=1+1,'+49 30,'-x,'@me,'\tx`],
    [["'=1+1", "'quoted'", '＝1'], "''=1+1,'quoted','＝1"],
    [[-5, '-5', '+12.25', '1e5'], '-5,-5,+12.25,1e5'],
    [['-5-3'], "'-5-3"],
    [[['a', 'b'], { c: 1 }, []], 'a b,"{""c"":1}",'],
  ])('of %j is written as %j', (values, line) => expect(encodeRecord(values)).toBe(`${line}\r\n`));

  it('may end the file without a line end, come from another system, and begin with a byte order mark', async () => {
    const records = await read('\uFEFFa,"b"\nc,');
    expect(records.map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['c', ''],
    ]);
  });

  it('that is truncated is refused', async () => {
    await expect(read('a,"b')).rejects.toThrow('in the middle of a quoted cell');
  });
});

it('a cell of two megabytes is a cell', async () => {
  const long = '"x,\n'.repeat(500_000);
  const [record] = await read(encodeRecord([long]), [65_536]);
  expect(record?.cells[0] === long).toBe(true);
});
