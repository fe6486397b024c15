/** Deeper values would overflow the stack of recursive functions. The API's limit for schemas is far lower. */
const MOST_LEVELS = 200;

/** Parses typed JSON; `undefined` while it is invalid. */
export function parseJsonText(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isShallow(value, MOST_LEVELS) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isShallow = (value: unknown, levels: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1)));

export const toJsonText = (value: unknown): string => JSON.stringify(value, null, 2);

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
