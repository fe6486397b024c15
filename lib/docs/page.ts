import { ERROR_CODES, type ErrorCode } from '#lib/errors.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { GUIDES, type GuideSlug, isGuide } from './contents.ts';
import { findOperation, OPERATIONS, type Operation, toOperationSlug } from './openapi/operations.ts';

/** A page of the documentation, by its path below `/docs`. */
export type DocPage =
  | { kind: 'contents' }
  | { kind: 'guide'; slug: GuideSlug }
  | { kind: 'error'; code: ErrorCode }
  | { kind: 'api' }
  | { kind: 'operation'; operation: Operation };

export function findPage(path: readonly string[]): DocPage | null {
  const [first, second, ...rest] = path;
  if (first === undefined) return { kind: 'contents' };
  if (rest.length > 0) return null;
  if (first === 'api') return findReference(second);
  if (second === undefined) return isGuide(first) ? { kind: 'guide', slug: first } : null;
  return first === 'errors' && isCode(second) ? { kind: 'error', code: second } : null;
}

function findReference(slug: string | undefined): DocPage | null {
  if (slug === undefined) return { kind: 'api' };
  const operation = findOperation(slug);
  return operation && { kind: 'operation', operation };
}

/** All addresses below `/docs`, without the language. */
export const allPaths = (): string[][] => [
  [],
  ...GUIDES.map((slug) => [slug]),
  ...Object.keys(ERROR_CODES).map((code) => ['errors', code]),
  ['api'],
  ...OPERATIONS.map(({ id }) => ['api', toOperationSlug(id)]),
];

export const pathname = (path: readonly string[]): string => ['/docs', ...path].join('/');

const isCode = (text: string): text is ErrorCode => Object.hasOwn(ERROR_CODES, text);

/** The reader's language, and the origin of the pages and the API. */
export interface ReaderContext {
  locale: Locale;
  origin: string;
}
