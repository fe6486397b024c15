/** Deeper values exhaust the stack of whoever walks them; the API refuses schemas far above this. */
const MOST_LEVELS = 200;

/** JSON as somebody types it: its value, or `undefined` while it is none. */
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
