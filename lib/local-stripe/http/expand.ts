import type { AnyObject } from '../world.ts';
import { invalidRequest } from './error.ts';

/** Copies `reply`, replacing the ids at `paths`, such as `latest_charge.balance_transaction`, by their objects. */
export function expand<T>(reply: T, paths: readonly string[], lookUp: (id: string) => AnyObject | undefined): T {
  if (paths.length === 0) return reply;
  const copy = structuredClone(reply);
  for (const path of paths) expandPath(copy, path.split('.'), path, lookUp);
  return copy;
}

function expandPath(
  place: unknown,
  [name = '', ...rest]: string[],
  whole: string,
  lookUp: (id: string) => AnyObject | undefined,
): void {
  if (place === null || typeof place !== 'object') return;
  if (Array.isArray(place)) {
    for (const item of place) expandPath(item, [name, ...rest], whole, lookUp);
    return;
  }
  const holder = place as Record<string, unknown>;
  if (!(name in holder))
    throw invalidRequest(`This property cannot be expanded (${whole}).`, { code: 'property_invalid' });
  const value = holder[name];
  if (typeof value === 'string') holder[name] = structuredClone(lookUp(value) ?? value);
  if (rest.length > 0) expandPath(holder[name], rest, whole, lookUp);
}
