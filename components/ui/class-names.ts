import { type ClassValue, clsx } from 'clsx';
import { createTailwindMerge } from 'tailwind-merge';
import { CLASS_GROUPS, CONFLICTS } from './class-groups.ts';

/** With the utilities that are in use: the library's own list of all there are weighs more than everything else here. */
const merge = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups: CLASS_GROUPS,
  conflictingClassGroups: CONFLICTS,
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: ['*', '**', 'after', 'before', 'file', 'first-letter', 'first-line', 'marker', 'selection'],
}));

/** Joins class names; of two that contradict each other the later one wins. */
export const cn = (...classes: ClassValue[]) => merge(clsx(classes));
