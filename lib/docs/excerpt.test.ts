import { expect, it } from 'vitest';
import { excerptOf } from './excerpt.ts';

const FRENCH =
  'Éteindre un service, c’est parfois nécessaire : à défaut, une clé d’accès reste valable jusqu’à son échéance, et la règle s’applique partout.';

it.each(['cle', 'cl'])('shows the place of a word that was written without its accents: %s', (word) => {
  expect(excerptOf(FRENCH, [word], 'fr')).toMatch(/^…\S.*une clé d’accès/);
});

it('shows the place where a word begins, and not where letters stand within another', () => {
  expect(excerptOf(`${'x '.repeat(20)}declared ${'y '.repeat(80)}clave`, ['cla'], 'es')).toContain('clave');
});

it('is not led astray by signs that fold into several or none', () => {
  const text = `${'½ … ﬁn '.repeat(12)}e\u0301te\u0301 caché ${'z '.repeat(80)}`;
  expect(excerptOf(text, ['cache'], 'fr')).toMatch(/^….{0,40}caché/);
});

it('begins with a whole word, and in Japanese where it may', () => {
  const [, first = ''] = /^…(\S+)/.exec(excerptOf(FRENCH, ['valable'], 'fr')) ?? [];
  expect(FRENCH.split(' ')).toContain(first);
  const japanese = `${'あ'.repeat(60)}料金表${'い'.repeat(80)}`;
  expect(excerptOf(japanese, ['料金'], 'ja')).toMatch(/^…あ{30}料金表い+…$/);
});

it('is the beginning of a text that was found by its heading', () => {
  expect(excerptOf('A balance cannot go below zero.', ['holds'], 'en')).toBe('A balance cannot go below zero.');
});
