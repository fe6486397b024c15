import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from './read-csv.ts';

const read = (text: string) => {
  const outcome = readCsv(text);
  return outcome.ok ? outcome.table.rows.map((row) => Object.values(row)) : outcome.problem;
};

describe('a table of values', () => {
  it.each([
    [
      'a,b\n1,2\n3,4',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['\uFEFFa;b\r\n1;2\r\n', [['1', '2']]],
    ['a\tb\r1\t2', [['1', '2']]],
    ['a,b\n"x, ""y""\nz", 2 ', [['x, "y"\nz', ' 2 ']]],
    ['a\n\n1\n\n', [['1']]],
    ['"a;x",b\n1,2'.replace('a;x', 'a'), [['1', '2']]],
    ['a,b\n1,', [['1', '']]],
  ])('%j', (text, rows) => expect(read(text)).toEqual(rows));

  it.each([
    ['', { kind: 'empty' }],
    ['a,b\n', { kind: 'empty' }],
    ['a,b\n1\n', { kind: 'ragged', line: 2 }],
    ['a\n"x\ny"\n1,2', { kind: 'ragged', line: 4 }],
    ['a\n"open\n', { kind: 'quote', line: 2 }],
    ['a\n"x"y\n', { kind: 'quote', line: 2 }],
    ['a b\n1', { kind: 'name', name: 'a b' }],
    ['a,a\n1,2', { kind: 'duplicate_name', name: 'a' }],
    [`a\n${'1\n'.repeat(21)}`, { kind: 'too_many', rows: 21 }],
  ])('%j is refused: %j', (text, problem) => expect(read(text)).toEqual(problem));

  it('reproduces any written values', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r\n', ' ', '日'), minLength: 1 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), (rows) => {
        const quoted = (one: string) => `"${one.replaceAll('"', '""')}"`;
        const text = ['a,b', ...rows.map((row) => row.map(quoted).join(','))].join('\r\n');
        expect(read(text)).toEqual(rows);
      }),
    );
  });

  it('accepts names such as __proto__', () => {
    const outcome = readCsv('__proto__,constructor\n1,2');
    expect(outcome).toMatchObject({ ok: true });
    if (outcome.ok)
      expect(Object.entries(outcome.table.rows[0] ?? {})).toEqual([
        ['__proto__', '1'],
        ['constructor', '2'],
      ]);
  });
});
