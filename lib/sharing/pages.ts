import { CATALOG } from '#lib/models/catalog.ts';

/** The public pages outside the documentation, without the language. */
export const PUBLIC_PAGES: readonly string[] = [
  '',
  '/models',
  '/models/compare',
  '/models/calculator',
  '/changelog',
  ...CATALOG.map(({ id }) => `/models/${id}`),
];
