import { createHash } from 'node:crypto';
import type { Instant } from '../time/clock.ts';
import { invalid } from './parameters.ts';

export interface UsageCursor {
  /** When the first page was requested. */
  now: Instant;
  bucket: number;
  groups: string[];
}

/** Encodes a cursor for a query. It avoids dashes, so that no part of it looks like the beginning of a key. */
export function writeCursor({ now, bucket, groups }: UsageCursor, params: URLSearchParams): string {
  const text = JSON.stringify([digestOf(params), now, bucket, ...groups]);
  return Buffer.from(text).toString('base64url').replaceAll('-', '.');
}

/** @throws AppError for an invalid cursor, or one of another query */
export function readCursor(text: string | undefined, params: URLSearchParams, at: Instant): UsageCursor | null {
  if (text === undefined) return null;
  const [digest, now, bucket, ...groups] = parse(text);
  if (!isCount(now) || now > at || !isCount(bucket) || !groups.every(isText)) {
    throw invalid('cursor', 'This is no `next_cursor` of an answer.');
  }
  if (digest !== digestOf(params)) {
    throw invalid('cursor', 'A cursor goes on with the question it was given for. Repeat the other parameters.');
  }
  return { now, bucket, groups };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.isWellFormed() && !value.includes('\0');

function parse(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text.replaceAll('.', '-'), 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

/** A digest of all parameters that determine the rows. */
function digestOf(params: URLSearchParams): string {
  const question = [...params].filter(([name]) => name !== 'cursor' && name !== 'limit').sort();
  return createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 12);
}
