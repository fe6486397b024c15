import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Below these versions, a published advisory applies to us. An offline install cannot run `npm audit`. */
const FLOORS: Record<string, string> = {
  next: '16.4.3',
  react: '19.3.1',
  'react-dom': '19.3.1',
  'next-auth': '4.24.15',
  zod: '4.6.7',
  sharp: '0.35.5',
  nodemailer: '9.0.0',
};

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, { version: string }> };

/** All installed copies of these packages, nested ones included. */
const installed = Object.entries(lock.packages).flatMap(([path, { version }]) => {
  const name = path.split('node_modules/').at(-1) ?? '';
  return path && name in FLOORS ? [{ path, name, version }] : [];
});

const toParts = (version: string): number[] => version.split('-')[0]?.split('.').map(Number) ?? [];

function isAtLeast(version: string, floor: string): boolean {
  const [have, need] = [toParts(version), toParts(floor)];
  const at = have.findIndex((part, index) => part !== need[index]);
  return at === -1 || (have[at] ?? 0) > (need[at] ?? 0);
}

it.each(installed)('$path $version is above the floor', ({ name, version }) => {
  expect(isAtLeast(version, FLOORS[name] ?? '')).toBe(true);
});

it('finds each of them installed', () => {
  expect(new Set(installed.map(({ name }) => name))).toEqual(new Set(Object.keys(FLOORS)));
});
