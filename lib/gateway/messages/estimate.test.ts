import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countText as countAsSandbox } from '#lib/sandbox/text-tokens.ts';
import { countText, NOTHING_COUNTED, toTokens } from './estimate.ts';

const estimate = (text: string, lettersPerToken = 4) => toTokens(countText(NOTHING_COUNTED, text, lettersPerToken));

/** The estimate relative to the sandbox's count, which follows another rule. */
const shareOf = (text: string, lettersPerToken?: number) => estimate(text, lettersPerToken) / countAsSandbox(text);

describe('the estimate of a text', () => {
  it.each([
    ['English', 'The keeper of the lighthouse had not spoken to anybody for eleven days. '],
    ['German', 'Der Wärter des Leuchtturms hatte seit elf Tagen mit niemandem über die Öfen gesprochen. '],
    ['Russian', 'Смотритель маяка одиннадцать дней ни с кем не разговаривал. '],
    ['Greek', 'Ο φύλακας του φάρου δεν είχε μιλήσει σε κανέναν. '],
    ['Arabic', 'لم يتحدث حارس المنارة إلى أحد منذ أحد عشر يوما. '],
    ['Hebrew', 'שומר המגדלור לא דיבר עם איש במשך אחד עשר ימים. '],
    ['Hindi', 'लाइटहाउस के रखवाले ने ग्यारह दिनों से किसी से बात नहीं की थी। '],
    ['Thai', 'ผู้ดูแลประภาคารไม่ได้พูดคุยกับใครมาสิบเอ็ดวันแล้ว '],
    ['Korean', '등대지기는 열하루 동안 아무와도 말을 하지 않았다. '],
    ['Japanese', '灯台守は十一日間、誰とも話していなかった。コンピューターも使わない。'],
    ['Chinese', '灯塔看守人已经十一天没有和任何人说话了。'],
    ['emoji', '😀🎉🚀🐳🔥🦊🌍🎂🐢🍕'],
    ['digits', '3.14159 26535 89793 23846 '],
    ['code', 'for (const [index, value] of list.entries()) { sum += value * index; }\n'],
    ['JSON', '{"name":"Ada","tags":["a","b"],"price":12.5}'],
  ])('in %s is between 85 and 100 percent of what the text counts', (_, sentence) => {
    const share = shareOf(sentence.repeat(40));
    expect(share).toBeGreaterThan(0.85);
    expect(share).toBeLessThanOrEqual(1);
  });

  it('has five letters per token where the model’s tokenizer has', () => {
    const text = 'The keeper of the lighthouse had not spoken to anybody. '.repeat(40);
    expect(estimate(text, 5) / estimate(text)).toBeCloseTo(0.8, 2);
  });

  it('is never above the count of the text, in any mixture of scripts', () => {
    const anyCharacter = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 });
    const anyText = fc.string({ unit: fc.oneof(fc.constantFrom(...'aZ 09{}\n-éßжλאبहกあ漢한—…🎂'), anyCharacter) });
    fc.assert(
      fc.property(anyText, (text) => {
        expect(estimate(text)).toBeLessThanOrEqual(countAsSandbox(text));
      }),
    );
  });

  it('does not depend on how the text is cut, even inside a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(50), (text, at) => {
        const half = countText(NOTHING_COUNTED, text.slice(0, at), 5);
        expect(countText(half, text.slice(at), 5)).toEqual(countText(NOTHING_COUNTED, text, 5));
      }),
    );
  });

  it('takes a ruled line or an indent for few tokens', () => {
    for (const sign of ['-', '=', ' ', '─']) expect(estimate(sign.repeat(80))).toBeLessThanOrEqual(2);
  });
});
