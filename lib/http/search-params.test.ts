import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { firstValue, toUrlSearchParams } from './search-params.ts';

it.each([
  [undefined, undefined],
  ['a', 'a'],
  ['', ''],
  [['a', 'b'], 'a'],
  [[], undefined],
  ['a\0b', undefined],
  [['\0', 'b'], undefined],
])('reads %j as %j', (value, first) => expect(firstValue(value)).toBe(first));

it('makes a query of an address, with the first of several values', async () => {
  const query = await toUrlSearchParams(Promise.resolve({ a: ['1', '2'], b: 'x y', c: '', d: undefined }));
  expect(query.toString()).toBe('a=1&b=x+y');
});

it('is how every page reads its address', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const readers = globSync('app/**/*.{ts,tsx}', { cwd: root }).filter((file) =>
    readFileSync(root + file, 'utf8').includes('await searchParams'),
  );
  expect(readers.length).toBeGreaterThan(0);
  for (const file of readers) {
    expect(readFileSync(root + file, 'utf8'), file).toMatch(/#lib\/http\/search-params\.ts|nuqs\/server/);
  }
});
