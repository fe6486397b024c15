import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Difference, wordDifference } from './word-difference.ts';

const without = (pieces: Difference[], kind: Difference['kind']): string =>
  pieces.flatMap((piece) => (piece.kind === kind ? [] : [piece.text])).join('');

describe('the difference of two texts', () => {
  it('consists of words', () => {
    expect(wordDifference('The sky is blue.', 'The sea is very blue.')).toEqual([
      { kind: 'same', text: 'The ' },
      { kind: 'removed', text: 'sky' },
      { kind: 'added', text: 'sea' },
      { kind: 'same', text: ' is' },
      { kind: 'added', text: ' very' },
      { kind: 'same', text: ' blue.' },
    ]);
  });

  it('finds words in scripts without blanks', () => {
    const pieces = wordDifference('空は青いです', '海は青いです');
    expect(pieces.at(0)).toEqual({ kind: 'removed', text: '空' });
    expect(pieces.at(-1)).toEqual({ kind: 'same', text: 'は青いです' });
  });

  it('reproduces both texts', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c ', ' ', '\n', '日本'), { maxLength: 30 })
      .map((words) => words.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = wordDifference(before, after);
        expect(without(pieces, 'added')).toBe(before);
        expect(without(pieces, 'removed')).toBe(after);
      }),
    );
  });

  it('is minimal', () => {
    const words = fc.array(fc.constantFrom('a ', 'b ', 'c '), { maxLength: 12 });
    fc.assert(
      fc.property(words, words, (before, after) => {
        const pieces = wordDifference(before.join(''), after.join(''));
        const kept = pieces.flatMap(({ kind, text }) => (kind === 'same' ? [text] : [])).join('');
        // Blanks are words too, and each word here is followed by one.
        expect(kept.replaceAll(' ', '').length).toBeLessThanOrEqual(longestCommon(before, after));
        const changed = pieces.filter(({ kind }) => kind !== 'same').flatMap(({ text }) => [...text]);
        expect(changed.length).toBeLessThanOrEqual(
          2 * (before.length + after.length - 2 * longestCommon(before, after)),
        );
      }),
    );
  });

  it('of long answers with nothing in common is one replacement', () => {
    const text = (word: string) => Array.from({ length: 6_000 }, (_, index) => `${word}${index}`).join(' ');
    expect(wordDifference(text('a'), text('b'))).toEqual([
      { kind: 'removed', text: text('a') },
      { kind: 'added', text: text('b') },
    ]);
  });
});

function longestCommon(a: readonly string[], b: readonly string[]): number {
  const row = Array.from({ length: b.length + 1 }, () => 0);
  for (const one of a) {
    let diagonal = 0;
    for (let index = 1; index <= b.length; index++) {
      const above = row[index] ?? 0;
      row[index] = one === b[index - 1] ? diagonal + 1 : Math.max(above, row[index - 1] ?? 0);
      diagonal = above;
    }
  }
  return row.at(-1) ?? 0;
}
