import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const sources = globSync('{app,components,lib}/**/*.{ts,tsx}').map((file) => ({
  file,
  text: readFileSync(file, 'utf8'),
}));
const actionFiles = sources.filter(({ text }) => text.startsWith("'use server'"));
const portalPages = sources.filter(({ file }) => /^app\/\[locale\]\/\(portal\)\/.*page\.tsx$/.test(file));

describe('server actions', () => {
  it('are all in files named actions.ts', () => {
    expect(actionFiles.flatMap(({ text }) => text.match(/^export const \w+Action = /gm) ?? []).length).toBeGreaterThan(
      40,
    );
    expect(actionFiles.map(({ file }) => file).filter((file) => !file.endsWith('/actions.ts'))).toEqual([]);
  });

  it.each(actionFiles)('of $file are wrapped for the public, a user or an account', ({ file, text }) => {
    const made = text.match(/^export const \w+ = \w+\(/gm) ?? [];
    expect(text.match(/^export /gm)).toHaveLength(made.length);
    // Public actions belong to pages that need no session.
    const wrappers = file.includes('/(auth)/') ? /= (?:public|user)Action\($/ : /= (?:user|account)Action\($/;
    expect(made.filter((line) => !wrappers.test(line))).toEqual([]);
  });
});

describe('the portal', () => {
  it.each(portalPages)('page $file provides the user and account it was rendered for', ({ text }) =>
    expect(text).toContain('<PageFor '),
  );

  it('refreshes pages only through TabAccount', () => {
    const others = sources.filter(({ text }) => /router\s*\.\s*refresh\(/.test(text)).map(({ file }) => file);
    expect(others).toEqual(['components/layout/tab-account.tsx']);
  });
});
