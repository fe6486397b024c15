import type { Locale } from '#lib/i18n/locales.ts';

/** After a comma or a stop. */
const AFTER_A_MARK = /(?<=[、。）」])(?=[^、。）」\s])/u;
/**
 * After kana or a space, before what is neither. The `お` and `ご` of politeness stay with their word, and so does the
 * first verb of two that are one: `差し引く`.
 */
const AFTER_KANA =
  /(?<=[\p{Script=Hiragana}\s])(?<!(?:^|[、。\s])[おご])(?<!\p{Script=Han}[きしちみりぎびけせめれべげえ])(?=[^\p{Script=Hiragana}、。）」\s])/u;

/** The pieces of a text that stay in one line where there is room. Browsers divide Japanese so; a card's renderer does not. */
export const phrasesOf = (text: string, locale: Locale): string[] =>
  locale === 'ja' ? text.split(new RegExp(`${AFTER_A_MARK.source}|${AFTER_KANA.source}`, 'u')) : [text];
