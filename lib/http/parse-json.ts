import { AppError } from '#lib/errors.ts';

/** Deeper than any honest request; past some thousand levels `JSON.stringify` itself overflows the stack. */
const MAX_DEPTH = 64;

/** @throws AppError `invalid_json`, without the parser's own words: they quote the body. */
export function parseJson(bytes: Buffer): unknown {
  const text = bytes.toString('utf8');
  const value = parseText(text);
  if (hasMoreThan(MAX_DEPTH, text) && isDeeperThan(value, MAX_DEPTH)) {
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

/** Whether the text opens so many objects and arrays that they could be nested too deep; most requests do not. */
function hasMoreThan(levels: number, text: string): boolean {
  let count = 0;
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      if (++count > levels) return true;
    }
  }
  return false;
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const key in value) {
    if (isDeeperThan((value as Record<string, unknown>)[key], levels - 1)) return true;
  }
  return false;
}
