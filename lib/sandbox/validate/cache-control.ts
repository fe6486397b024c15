import { promptParts } from '../prompt.ts';
import type { Rule } from './rule.ts';

const MAX_BREAKPOINTS = 4;

export const cacheBreakpoints: Rule = (request) => {
  const points = promptParts(request).filter((part) => part.cacheControl);
  const count = points.length + (request.cache_control ? 1 : 0);
  if (count > MAX_BREAKPOINTS)
    return `A maximum of ${MAX_BREAKPOINTS} blocks with cache_control may be provided. Found ${count}.`;
  const firstShort = points.findIndex((part) => part.cacheControl?.ttl !== '1h');
  const late = firstShort === -1 ? undefined : points.slice(firstShort).find((part) => part.cacheControl?.ttl === '1h');
  return late
    ? `${late.path}.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. ` +
        'Note that blocks are processed in the following order: `tools`, `system`, `messages`.'
    : null;
};
