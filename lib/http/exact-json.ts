declare global {
  interface JSON {
    /** A number that `JSON.stringify` writes as this text. */
    rawJSON(text: string): object;
    isRawJSON(value: unknown): boolean;
  }
}

/** Where a number may stand that is written otherwise once it was read; also matches some others, and text inside strings. */
const MAY_CHANGE = /\d(?:[eE]|[\d.]{15}|\.\d*0)|-0/;

/**
 * JSON whose numbers are written again as they were read: 2512292042121000001 and 1.0, which are 2512292042121000000 and 1
 * to JavaScript, become raw JSON (`JSON.isRawJSON`). For values that are passed on, not for such as are calculated with.
 */
export const parseExactJson = (text: string): unknown =>
  MAY_CHANGE.test(text) ? JSON.parse(text, keepSpelling as Reviver) : JSON.parse(text);

type Reviver = (key: string, value: unknown) => unknown;

/** What the types do not know yet: a primitive comes with its text. */
const keepSpelling = (_key: string, value: unknown, { source = '' }: { source?: string }): unknown =>
  typeof value === 'number' && String(value) !== source ? JSON.rawJSON(source) : value;
