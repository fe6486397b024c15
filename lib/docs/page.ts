import { ERROR_CODES, type ErrorCode } from '#lib/errors.ts';
import { GUIDES, type GuideSlug, isGuide } from './contents.ts';

/** A page of the documentation, by what follows `/docs` in its address. */
export type DocPage = { kind: 'contents' } | { kind: 'guide'; slug: GuideSlug } | { kind: 'error'; code: ErrorCode };

export function findPage(path: readonly string[]): DocPage | null {
  const [first, second, ...rest] = path;
  if (first === undefined) return { kind: 'contents' };
  if (rest.length > 0) return null;
  if (second === undefined) return isGuide(first) ? { kind: 'guide', slug: first } : null;
  return first === 'errors' && isCode(second) ? { kind: 'error', code: second } : null;
}

/** All addresses below `/docs`, without the language. */
export const allPaths = (): string[][] => [
  [],
  ...GUIDES.map((slug) => [slug]),
  ...Object.keys(ERROR_CODES).map((code) => ['errors', code]),
];

export const pathname = (path: readonly string[]): string => ['/docs', ...path].join('/');

const isCode = (text: string): text is ErrorCode => Object.hasOwn(ERROR_CODES, text);
