import { type ClassValue, clsx } from 'clsx';
import { createTailwindMerge } from 'tailwind-merge';
import { CLASS_GROUPS, CONFLICTS } from './class-groups.ts';

/** Knows only the utilities in use, because the library's default list would be the largest part of this bundle. */
const merge = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups: CLASS_GROUPS,
  conflictingClassGroups: CONFLICTS,
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: ['*', '**', 'after', 'before', 'file', 'first-letter', 'first-line', 'marker', 'selection'],
}));

/** Joins class names. Of two contradicting classes, the later wins. */
export const cn = (...classes: ClassValue[]) => merge(clsx(classes));
