import { describe, expect, it } from 'vitest';
import { toPlace, toScrollTop } from './scroll-place.ts';

/** Message heights below a system prompt of 100 px, in a viewport of 500 px. */
function column(...heights: number[]) {
  let top = 100;
  const boxes = heights.map((height) => {
    top += height;
    return { top: top - height, height };
  });
  return { boxes, most: Math.max(0, top - 500) };
}

const short = column(200, 400, 300);
const long = column(200, 1_200, 900);

describe('columns that scroll together', () => {
  it.each([
    ['the beginning', 0, 0],
    ['the beginning of a message', 300, 300],
    ['the middle of an answer', 400, 300 + 300],
    ['the end', short.most, long.most],
  ])('show the same at %s, however long their answers are', (_, scrollTop, expected) => {
    expect(toScrollTop(toPlace({ ...short, scrollTop }), long)).toBe(expected);
  });

  it('return to the same position', () => {
    for (let scrollTop = 0; scrollTop < long.most; scrollTop += 50) {
      const place = toPlace({ ...long, scrollTop });
      expect(toScrollTop(place, long)).toBeCloseTo(scrollTop);
    }
  });

  it('stay at their end when they have fewer messages, and never scroll beyond it', () => {
    const one = column(2_000);
    expect(toScrollTop(toPlace({ ...long, scrollTop: 1_600 }), one)).toBe(one.most);
    expect(toScrollTop({ index: 0, share: 9 }, short)).toBe(short.most);
    expect(toScrollTop({ index: 0, share: -9 }, short)).toBe(0);
  });

  it('have a position even without messages', () => {
    expect(toScrollTop(toPlace({ boxes: [], scrollTop: 10, most: 50 }), long)).toBe(100);
    expect(toScrollTop(toPlace({ boxes: [], scrollTop: 0, most: 0 }), { boxes: [], most: 0 })).toBe(0);
  });
});
