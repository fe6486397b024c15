import { expect, it } from 'vitest';
import { toSavedQuery } from './schema.ts';

it.each([
  ['usage', 'range=30d&then=key&cumulative=1&metric=tokens', 'range=30d&then=key&cumulative=1&metric=tokens'],
  ['usage', '?tag=team%3Dsearch&session=run-1&utm_source=x', 'tag=team%3Dsearch'],
  ['logs', 'session=run%2F1&min_cost=0.5&min_ms=9', 'session=run%2F1&min_cost=0.5&min_ms=9'],
  ['logs', 'error=overloaded&open=req_1&before=x&after=y', 'error=overloaded'],
  ['logs', '', ''],
] as const)('of %s, %s is kept as %s', (page, query, kept) => expect(toSavedQuery(page, query)).toBe(kept));
