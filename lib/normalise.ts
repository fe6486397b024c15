/** What people type, brought to the one form in which it is checked, compared and kept. */

/** Spaces of every kind, line breaks, and the invisible characters that come along when text is copied. */
const BLANKS = /[\p{Z}\p{C}]/gu;
const DASHES = /\p{Pd}/gu;

/** One line of words, such as a name: full-width and other compatible letters as usual, single spaces, none around. */
export const normaliseLine = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .replace(/\p{Zs}+/gu, ' ');

/** What has no blanks in it, such as an id, an address of a machine or a number. */
export const withoutBlanks = (text: string): string => text.normalize('NFKC').replace(BLANKS, '');

/** A code, with or without the gaps and dashes it is shown with: `123 456`, `K7MQP-X2VHD`. */
export const normaliseCode = (text: string): string => withoutBlanks(text).replace(DASHES, '').toLowerCase();

const GROUPED = /^\d{1,3}(?:[.,'’]\d{3})+$/;

/** A whole number, also as people group it: `60,000`, `60.000`, `60 000`. */
export function normaliseCount(text: string): string {
  const digits = withoutBlanks(text);
  return GROUPED.test(digits) ? digits.replace(/\D/g, '') : digits;
}

/** To some readers `1,500` is fifteen hundred, to others one and a half. */
const COULD_BE_THOUSANDS = /^[1-9]\d{0,2},\d{3}$/;

/** A decimal amount with a point, also where a comma was typed for it: `12,50`. What could mean two amounts stays as it is. */
export function normaliseAmount(text: string): string {
  const amount = withoutBlanks(text);
  return COULD_BE_THOUSANDS.test(amount) ? amount : amount.replace(/^(\d+),(\d+)$/, '$1.$2');
}
