import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ELSEWHERE } from './messages.ts';

const PUBLIC = /^components\/(?:docs|landing|islands|models\/(?:calculator|compare))\//;

const portal = globSync('{components,app/*/(portal),app/*/(auth)}/**/*.{ts,tsx}')
  .filter((path) => !PUBLIC.test(path) && !path.includes('.test.'))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

it('nothing in the portal and in signing in speaks words that are not sent there', () => {
  expect(portal.length).toBeGreaterThan(300);
  const spoken = new RegExp(`useTranslations\\('(?:${ELSEWHERE.join('|')})\\b`);
  const shown = /from '#components\/(?:docs|landing|models\/(?:calculator|compare))\//;
  const isPage = ({ path }: { path: string }) => path.startsWith('app/');
  expect(portal.filter(({ text }) => spoken.test(text)).map(({ path }) => path)).toEqual([]);
  expect(portal.filter((file) => isPage(file) && shown.test(file.text)).map(({ path }) => path)).toEqual([]);
});
