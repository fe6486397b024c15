import { AppError } from '#lib/errors.ts';

/** Deeper than any honest request; past some thousand levels `JSON.stringify` itself overflows the stack. */
const MAX_DEPTH = 64;

/** @throws AppError `invalid_json`, without the parser's own words: they quote the body. */
export function parseJson(bytes: Buffer): unknown {
  const value = parseText(bytes.toString('utf8'));
  if (isDeeperThan(value, MAX_DEPTH)) {
    throw new AppError('invalid_json', `The request body is nested more than ${MAX_DEPTH} levels deep.`);
  }
  return value;
}

function parseText(text: string): unknown {
  if (text.trim() === '') throw new AppError('invalid_json', 'The request body is empty. Send a JSON object.');
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('invalid_json', 'The request body is not valid JSON.');
  }
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const key in value) {
    if (isDeeperThan((value as Record<string, unknown>)[key], levels - 1)) return true;
  }
  return false;
}
