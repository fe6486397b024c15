import { expect, it } from 'vitest';
import { encodeUsageRows } from './record.ts';

/** Decodes rows as PostgreSQL does: a field absent from a row has the value of the first row. */
const decode = (text: string): Record<string, unknown>[] => {
  const rows = JSON.parse(text) as Record<string, unknown>[];
  return rows.map((row) => ({ ...rows[0], ...row }));
};

it('encodes only the fields of a row that differ from the first row, including null values', () => {
  const rows = [
    { request_id: 'a', account_id: 'x', tags: [], cost: '5', error_code: null, metadata: { a: 1 } },
    { request_id: 'b', account_id: 'x', tags: [], cost: '5', error_code: 'late', metadata: null },
    { request_id: 'c', account_id: 'x', tags: ['t=1'], cost: '6', error_code: null, metadata: { a: 1 } },
  ];
  const text = encodeUsageRows([...rows, { request_id: 'd', account_id: 'x' }]);
  const nothing = { tags: null, cost: null, error_code: null, metadata: null };
  expect(decode(text)).toEqual([...rows, { request_id: 'd', account_id: 'x', ...nothing }]);
  expect(JSON.parse(text)[1]).toEqual({ request_id: 'b', error_code: 'late', metadata: null });
});

it('takes a first row that says little, and no rows at all', () => {
  const rows = [{ request_id: 'a' }, { request_id: 'b', cost: '5', tags: [] }];
  expect(decode(encodeUsageRows(rows))).toEqual(rows);
  expect(encodeUsageRows([])).toBe('[]');
});
