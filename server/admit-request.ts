import type { IncomingMessage } from 'node:http';
import { AppError } from '#lib/errors.ts';

const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{0,5})?$/i;

export const isHost = (text: string): boolean => HOST.test(text);

/**
 * Refuses requests that Node's parser accepts but other parsers may read differently.
 * @returns the target with its path normalised
 * @throws AppError `invalid_value`
 */
export function admitRequest(message: IncomingMessage): string {
  const fault = findFault(message);
  if (fault) throw new AppError('invalid_value', fault);
  const target = normaliseTarget(message.url as string);
  if (target !== null) return target;
  throw new AppError(
    'invalid_value',
    'The request target must be a path that starts with `/`, in ASCII, with whole escapes and no fragment.',
  );
}

function findFault({ httpVersion, headers, rawHeaders }: IncomingMessage): string | null {
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return 'The server speaks HTTP/1.1 and HTTP/1.0.';
  const coding = headers['transfer-encoding'];
  if (coding !== undefined && (httpVersion === '1.0' || coding.toLowerCase() !== 'chunked'))
    return 'A body is sent with a Content-Length or, in HTTP/1.1, in chunks; no other transfer coding is read.';
  const { host } = headers;
  if (host === undefined && httpVersion === '1.1') return 'The Host header is missing.';
  if (host && !isHost(host)) return 'The Host header must be a name or an address, with or without a port.';
  return isHostRepeated(rawHeaders) ? 'The Host header may be sent once.' : null;
}

/** Node keeps the first of several and drops the others. */
function isHostRepeated(rawHeaders: readonly string[]): boolean {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string;
    if (name.length === 4 && name.toLowerCase() === 'host') count += 1;
  }
  return count > 1;
}

/** Printable ASCII. No browser sends a fragment or a backslash, and parsers disagree about both. */
const WELL_FORMED = /^\/[!-"$-[\]-~]*$/;
const UNUSUAL = /%|\/[./]/;
const CONTROL_OR_BACKSLASH = /%(?:[01][\da-f]|7f|5c)/i;
const UNRESERVED = /[\w.~-]/;

/**
 * Normalises the path of a target, so that every part of TokenHub reads it alike: no empty or dot segments, no needless
 * escapes. Returns null for a target that is no path, or no UTF-8.
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
