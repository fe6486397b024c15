import type { JsonSchema } from '#lib/gateway/messages/request.ts';

/** Keywords structured outputs take as they are. */
const KEPT = new Set([
  'type',
  'title',
  'description',
  'enum',
  'const',
  'default',
  'required',
  '$ref',
  '$schema',
  '$id',
]);

/** Annotations that say nothing about the value. */
const SILENT = new Set(['$comment', 'examples', 'readOnly', 'writeOnly', 'deprecated']);

export const isKept = (keyword: string): boolean => KEPT.has(keyword);

export const KNOWN_FORMATS = new Set([
  'date-time',
  'time',
  'date',
  'duration',
  'email',
  'hostname',
  'uri',
  'ipv4',
  'ipv6',
  'uuid',
]);

/** No look-around, back-references or word boundaries. */
export const isSimplePattern = (pattern: unknown): boolean =>
  typeof pattern === 'string' && !/\(\?[=!<]|\\[1-9bBk]/.test(pattern);

/** Constraints upstream cannot compile, in words the model can follow. */
export function describeConstraints(constraints: JsonSchema): string {
  const words = Object.entries(constraints)
    .filter(([keyword]) => !SILENT.has(keyword) && keyword !== 'format')
    .map(([keyword, value]) => `${keyword} ${JSON.stringify(value)}`);
  return words.length === 0 ? '' : `Must satisfy: ${words.join('; ')}.`;
}
