import { AppError } from '#lib/errors.ts';
import { JSON_LIMITS, type JsonLimits, sizeOfJson } from './json-size.ts';

const EXCESS: Record<keyof JsonLimits, string> = {
  depth: `is nested more than ${JSON_LIMITS.depth} levels deep`,
  members: `has more than ${JSON_LIMITS.members} fields and list items`,
  fields: `has an object with more than ${JSON_LIMITS.fields} fields`,
};

export interface JsonText {
  value: unknown;
  text: string;
}

/** @throws AppError `invalid_json`, without the parser's message, which quotes the body. */
export function parseJson(bytes: Buffer): JsonText {
  const decoded = bytes.toString('utf8');
  const text = decoded.charCodeAt(0) === BYTE_ORDER_MARK ? decoded.slice(1) : decoded;
  const excess = mayExceed(text) ? sizeOfJson(text, JSON_LIMITS).excess : null;
  if (excess) throw new AppError('invalid_json', `The request body ${EXCESS[excess]}.`);
  return { value: parseText(text), text };
}

const BYTE_ORDER_MARK = 0xfeff;

function parseText(text: string): unknown {
  if (text.trim() === '') throw new AppError('invalid_json', 'The request body is empty. Send a JSON object.');
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('invalid_json', 'The request body is not valid JSON.');
  }
}

/** The shortest field is `"":1,`. */
const SHORTEST_FIELD = 5;

/** Whether the text is long enough, or opens enough objects and arrays, to be measured; most requests are not. */
const mayExceed = (text: string): boolean =>
  text.length > SHORTEST_FIELD * JSON_LIMITS.fields || opensMoreThan(JSON_LIMITS.depth, text);

function opensMoreThan(levels: number, text: string): boolean {
  let count = 0;
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      if (++count > levels) return true;
    }
  }
  return false;
}
