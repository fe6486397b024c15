import { expect, it } from 'vitest';
import { toLocale } from './locales.ts';

it.each([
  ['ja', 'ja'],
  ['xx', 'en'],
  ['', 'en'],
  [undefined, 'en'],
])('takes %j as %s', (said, locale) => expect(toLocale(said)).toBe(locale));
