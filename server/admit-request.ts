import type { IncomingMessage } from 'node:http';
import { AppError } from '#lib/errors.ts';
import { normaliseTarget } from './request-target.ts';

const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{0,5})?$/i;

export const isHost = (text: string): boolean => HOST.test(text);

/**
 * Refuses what Node's parser lets through and others might read differently.
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

/** Node keeps the first and says nothing of the others. */
function isHostRepeated(rawHeaders: readonly string[]): boolean {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string;
    if (name.length === 4 && name.toLowerCase() === 'host') count += 1;
  }
  return count > 1;
}
