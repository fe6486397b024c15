import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ELSEWHERE, SHARED_NAMESPACES } from './messages.ts';

const PUBLIC = /^components\/(?:docs|landing|islands|models\/(?:calculator|compare))\//;

const portal = globSync('{components,app/*/(portal),app/*/(auth)}/**/*.{ts,tsx}')
  .filter((path) => !PUBLIC.test(path) && !path.includes('.test.'))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

it('the portal and the sign-in pages use no messages that are not sent to them', () => {
  expect(portal.length).toBeGreaterThan(300);
  const spoken = new RegExp(`useTranslations\\('(?:${ELSEWHERE.join('|')})\\b`);
  const shown = /from '#components\/(?:docs|landing|models\/(?:calculator|compare))\//;
  const isPage = ({ path }: { path: string }) => path.startsWith('app/');
  expect(portal.filter(({ text }) => spoken.test(text)).map(({ path }) => path)).toEqual([]);
  expect(portal.filter((file) => isPage(file) && shown.test(file.text)).map(({ path }) => path)).toEqual([]);
});

it('the sign-in pages use only messages that are sent to them', () => {
  const sent = [...SHARED_NAMESPACES, 'auth'].map((namespace) => `'${namespace}`);
  const calls = portal
    .filter(({ path }) => path.includes('(auth)'))
    .flatMap(({ text }) => [...text.matchAll(/useTranslations\((.*?)\)/g)].map(([, namespace = '']) => namespace));
  expect(calls.length).toBeGreaterThan(20);
  expect(calls.filter((call) => !sent.some((namespace) => call.startsWith(namespace)))).toEqual([]);
});
