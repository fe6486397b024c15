import { globSync, readFileSync } from 'node:fs';
import { extendTailwindMerge } from 'tailwind-merge';
import { expect, it } from 'vitest';
import { cn } from './class-names.ts';

/** The library's complete configuration, with our scales, which it would otherwise take for colours. */
const complete = extendTailwindMerge({
  cacheSize: 0,
  extend: {
    theme: {
      text: ['12', '13', '14', '16', '20', '28', '40'],
      radius: ['tick', 'control', 'panel', 'full'],
      shadow: ['float'],
    },
  },
});

const VARIANTS = /^(?:(?:[\w-]|\[[^\]]*\]|\([^)]*\)|[*&])+:)+/;

/** Collects all utilities in string literals of our code, without their variants. */
function utilitiesInUse(): string[] {
  const texts = globSync('{components,app}/**/*.{ts,tsx}')
    .filter((path) => !/\.test\.|class-groups/.test(path))
    .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/'([^'\n]*)'|"([^"\n]*)"|`([^`]*)`/g)]);
  const words = texts.flatMap(([, ...found]) => found.flatMap((text = '') => text.split(/\s+/)));
  const utilities = words.filter((word) => !word.startsWith('[')).map((word) => word.replace(VARIANTS, ''));
  return [...new Set(utilities)].filter((word) => word !== '' && complete(word, word) === word);
}

/** Returns one utility per prefix, such as `px-4` for all that begin with `px`. */
const kindsOf = (utilities: readonly string[]): string[] => [
  ...new Map(utilities.map((utility) => [utility.replace(/-[^-]*$/, ''), utility])).values(),
];

it('joins the utilities in use as the complete library does', () => {
  const utilities = utilitiesInUse();
  expect(utilities.length).toBeGreaterThan(500);
  const different = kindsOf(utilities).flatMap((first) =>
    utilities
      .filter((second) => second !== first)
      .map((second) => `${first} ${second}`)
      .filter((both) => cn(both) !== complete(both)),
  );
  expect(different).toEqual([]);
});

it('lets the later of two conflicting classes win, for the same variants only', () => {
  expect(cn('px-4 py-2 hover:p-1', false, undefined, 'p-1')).toBe('hover:p-1 p-1');
  expect(cn('text-14 text-ink', 'text-12', 'sm:text-16')).toBe('text-ink text-12 sm:text-16');
});
