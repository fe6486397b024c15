/** Printable ASCII. No browser sends a fragment or a backslash, and parsers disagree about both. */
const WELL_FORMED = /^\/[!-"$-[\]-~]*$/;
const UNUSUAL = /%|\/[./]/;
const CONTROL_OR_BACKSLASH = /%(?:[01][\da-f]|7f|5c)/i;
const UNRESERVED = /[\w.~-]/;

/**
 * The target with its path in the one form that every part of TokenHub reads alike: no empty or dot segments, nothing
 * escaped that need not be. Null for what is no path, or no UTF-8.
 */
export function normaliseTarget(target: string): string | null {
  if (!WELL_FORMED.test(target)) return null;
  const query = target.indexOf('?');
  const path = query === -1 ? target : target.slice(0, query);
  if (!UNUSUAL.test(path)) return target;
  const normal = normalisePath(path);
  return normal && normal + target.slice(path.length);
}

function normalisePath(path: string): string | null {
  if (CONTROL_OR_BACKSLASH.test(path) || !isUtf8(path)) return null;
  const plain = path.replace(/%[\da-f]{2}/gi, unescapeUnreserved).replace(/\/{2,}/g, '/');
  return new URL(`http://host${plain}`).pathname; // Next's own parser, so that both agree about dot segments
}

function unescapeUnreserved(escaped: string): string {
  const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
  return UNRESERVED.test(character) ? character : escaped.toUpperCase();
}

function isUtf8(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
