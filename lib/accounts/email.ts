import { domainToASCII } from 'node:url';
import { normaliseLine } from '#lib/normalise.ts';

const LONGEST_ADDRESS = 254;
const LONGEST_LOCAL_PART = 64;
/** Control and format characters (zero-width characters, direction marks) and every kind of space. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Z}]/u;
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

export interface Email {
  /** As typed, in Unicode's compatible form: for display and mail. */
  display: string;
  /** Lower case with an ASCII domain: all spellings of a mailbox have the same canonical form. */
  canonical: string;
}

/**
 * Parses an e-mail address. Null when it is invalid or holds characters that make it look like another address: the
 * part before the @ must be ASCII; other letters of a domain become punycode. `a+b@…` and `a.b@…` are separate
 * mailboxes.
 */
export function findEmail(text: string): Email | null {
  const display = normaliseLine(text);
  if (display.length > LONGEST_ADDRESS || INVISIBLE.test(display)) return null;
  const [local = '', domain, ...more] = display.split('@');
  if (domain === undefined || more.length > 0) return null;
  const canonical = `${local.toLowerCase()}@${domainToASCII(domain).toLowerCase()}`;
  return isAddress(canonical) ? { display, canonical } : null;
}

/** The form by which addresses are compared, or null when the text is not an address. */
export const canonicalEmail = (text: string): string | null => findEmail(text)?.canonical ?? null;

function isAddress(canonical: string): boolean {
  const at = canonical.lastIndexOf('@');
  const local = canonical.slice(0, at);
  const fits = canonical.length <= LONGEST_ADDRESS && local.length <= LONGEST_LOCAL_PART;
  return fits && LOCAL_PART.test(local) && DOMAIN.test(canonical.slice(at + 1));
}
