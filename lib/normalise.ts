/** Normalises typed text to the form in which it is checked, compared and stored. */

/** Spaces of every kind, line breaks, and invisible characters from copied text. */
const BLANKS = /[\p{Z}\p{C}]/gu;
const DASHES = /\p{Pd}/gu;

/** A line of words, such as a name: compatibility characters replaced, single spaces, trimmed. */
export const normaliseLine = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .replace(/\p{Zs}+/gu, ' ');

/** Input without blanks, such as an id, a machine's address or a number. */
export const withoutBlanks = (text: string): string => text.normalize('NFKC').replace(BLANKS, '');

/** A code, with or without the gaps and dashes of its display form: `123 456`, `K7MQP-X2VHD`. */
export const normaliseCode = (text: string): string => withoutBlanks(text).replace(DASHES, '').toLowerCase();

const GROUPED = /^\d{1,3}(?:[.,'’]\d{3})+$/;

/** A whole number, also with a grouping separator: `60,000`, `60.000`, `60 000`. */
export function normaliseCount(text: string): string {
  const digits = withoutBlanks(text);
  return GROUPED.test(digits) ? digits.replace(/\D/g, '') : digits;
}

/** To some readers `1,500` is fifteen hundred, to others one and a half. */
const COULD_BE_THOUSANDS = /^[1-9]\d{0,2},\d{3}$/;

/** A decimal amount with a point, also when typed with a comma: `12,50`. Ambiguous input stays as it is. */
export function normaliseAmount(text: string): string {
  const amount = withoutBlanks(text);
  return COULD_BE_THOUSANDS.test(amount) ? amount : amount.replace(/^(\d+),(\d+)$/, '$1.$2');
}
