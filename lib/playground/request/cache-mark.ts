import type { CacheTtl } from '../document.ts';
import type { FieldReader } from './field-reader.ts';

/** Five minutes is the default of a mark without a TTL. */
export const toCacheControl = (ttl: CacheTtl) =>
  ttl === '5m' ? ({ type: 'ephemeral' } as const) : ({ type: 'ephemeral', ttl } as const);

/** Reads the cache mark of a part, tool, result or request, in Anthropic's or OpenAI's spelling. */
export function readCacheMark(fields: FieldReader): { cache?: CacheTtl } {
  const mark = fields.object('cache_control');
  const breakpoint = fields.object('prompt_cache_breakpoint');
  if (!mark) {
    if (breakpoint) fields.note('prompt_cache_breakpoint', 'changed');
    return breakpoint ? { cache: '5m' } : {};
  }
  const ttl = mark.oneOf('ttl', ['5m', '1h']) ?? '5m';
  mark.oneOf('type', ['ephemeral']);
  mark.finish();
  return { cache: ttl };
}
