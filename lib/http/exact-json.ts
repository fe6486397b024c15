declare global {
  interface JSON {
    /** A number that `JSON.stringify` writes as this text. */
    rawJSON(text: string): object;
    isRawJSON(value: unknown): boolean;
  }
}

/** Finds numbers whose text may change when parsed and written; also matches some others, and text inside strings. */
const MAY_CHANGE = /\d(?:[eE]|[\d.]{15}|\.\d*0)|-0/;

/**
 * Parses JSON so that numbers are written again as they were read: 2512292042121000001 and 1.0, which JavaScript turns
 * into 2512292042121000000 and 1, become raw JSON (`JSON.isRawJSON`). For values that are passed on, not calculated
 * with.
 */
export const parseExactJson = (text: string): unknown =>
  MAY_CHANGE.test(text) ? JSON.parse(text, keepSpelling as Reviver) : JSON.parse(text);

type Reviver = (key: string, value: unknown) => unknown;

/** The reviver's third argument, which the types lack: a primitive comes with its text. */
const keepSpelling = (_key: string, value: unknown, { source = '' }: { source?: string }): unknown =>
  typeof value === 'number' && String(value) !== source ? JSON.rawJSON(source) : value;
