import { expect, it } from 'vitest';
import { toSentences } from './sentences.ts';

it('holds a sentence back until the next one begins or the answer ends', () => {
  expect(toSentences('One. Two', { isOver: false })).toEqual({ whole: ['One. '], begun: 'Two' });
  expect(toSentences('One. Two.', { isOver: false })).toEqual({ whole: ['One. '], begun: 'Two.' });
  expect(toSentences('One. Two.', { isOver: true })).toEqual({ whole: ['One. ', 'Two.'], begun: '' });
});

it('never changes a sentence it has returned', () => {
  const text = 'Why? Because e.g. 3.5 apples fell. {"a": 1}\nDone.';
  let given: string[] = [];
  for (let length = 0; length <= text.length; length++) {
    const { whole, begun } = toSentences(text.slice(0, length), { isOver: false });
    expect(whole.slice(0, given.length)).toEqual(given);
    expect(whole.join('') + begun).toBe(text.slice(0, length));
    given = whole;
  }
});
