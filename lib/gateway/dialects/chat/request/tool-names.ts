import { createHash } from 'node:crypto';

const ACCEPTED = /^[a-zA-Z0-9_-]{1,128}$/;
const LONGEST = 128;
const HASH_LENGTH = 8;

/**
 * A tool's name in a history as upstream takes it: `browser.tabs.open` → `browser_tabs_open`. It depends on nothing but
 * the name, so that a conversation names a call alike each time.
 */
export function toAcceptedName(name: string): string {
  if (ACCEPTED.test(name)) return name;
  const readable = name.replace(/[^a-zA-Z0-9_-]+/g, '_') || 'unnamed';
  return readable.length <= LONGEST ? readable : withHash(readable, name, LONGEST);
}

/** A readable name that is still the name of nothing else. */
export function withHash(readable: string, name: string, longest: number): string {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_LENGTH);
  return `${readable.slice(0, longest - HASH_LENGTH - 1)}_${hash}`;
}
