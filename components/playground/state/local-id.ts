const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Creates an id for an object in this browser. `crypto.randomUUID` is missing on plain-http addresses of a network. */
export const newLocalId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => LETTERS[byte % LETTERS.length]).join('');
