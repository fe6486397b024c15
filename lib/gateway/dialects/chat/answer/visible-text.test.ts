import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLAIN_ANSWER } from '../answer-plan.ts';
import { endText, openText, pushText } from './visible-text.ts';

/** Returns all visible text of a text that arrives in pieces. */
function read(pieces: string[], emulatedStops: string[]): string {
  let visible = openText({ ...PLAIN_ANSWER, emulatedStops });
  let text = '';
  for (const piece of pieces) {
    const shown = pushText(visible, piece);
    visible = shown.visible;
    text += shown.text;
  }
  return text + endText(visible).text;
}

/** The definition: reads one character after another, until the text ends with a stop string. */
function cutByHand(text: string, stops: string[]): string {
  for (let length = 1; length <= text.length; length++) {
    const ended = stops.filter((stop) => text.slice(0, length).endsWith(stop));
    if (ended.length > 0) return text.slice(0, length - Math.max(...ended.map((stop) => stop.length)));
  }
  return text;
}

describe('an emulated stop', () => {
  it('ends the text where the first stop is complete, wherever the text is cut into pieces', () => {
    const text = fc.stringMatching(/^[ab\n ]{0,12}$/);
    const stops = fc.array(fc.stringMatching(/^[ab\n ]{1,4}$/), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), stops, (pieces, chosen) => {
        expect(read(pieces, chosen)).toBe(cutByHand(pieces.join(''), chosen));
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives back the beginning of a stop that never completes', () =>
    expect(read(['one\n', ''], ['\n\n'])).toBe('one\n'));

  it('waits only for text that could still become a stop', () => {
    const visible = openText({ ...PLAIN_ANSWER, emulatedStops: ['\n\n'] });
    expect(pushText(visible, 'one\ntwo\n').text).toBe('one\ntwo');
  });
});
