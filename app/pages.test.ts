import { globSync } from 'node:fs';
import { expect, it } from 'vitest';
import { AUTH_PAGES, PRIVATE_PAGES, PUBLIC_PAGES } from '../e2e/fixtures/site.ts';

const LISTS = { marketing: PUBLIC_PAGES, auth: AUTH_PAGES, portal: PRIVATE_PAGES } as const;

/** Pages that need special data. End-to-end tests of their own open them. */
const ELSEWHERE = [
  ...['/second-factor', '/keys/[id]', '/billing/top-ups/[id]', '/billing/receipts/[id]'],
  '/settings/webhooks/[id]',
];

const pages = Object.keys(LISTS).flatMap((group) =>
  globSync(`app/[[]locale]/(${group})/**/page.tsx`).map((file) => ({
    group: group as keyof typeof LISTS,
    path: file
      .replace(/^app\/\[locale\]/, '')
      .replace(/\/page\.tsx$/, '')
      .replaceAll(/\/\([^)]+\)/g, ''),
  })),
);

const paths = new Set(pages.map(({ path }) => path));

it('finds the pages', () => expect(pages.length).toBeGreaterThan(15));

it.each(pages)('the page “$path” of $group is in the list of inspected pages', ({ group, path }) => {
  if (ELSEWHERE.includes(path)) return;
  const address = new RegExp(`^${path.replaceAll(/\[[^\]]+\]/g, '[^/]+')}$`);
  const inspected = LISTS[group].filter((listed) => listed === path || (address.test(listed) && !paths.has(listed)));
  expect(inspected).not.toEqual([]);
});
