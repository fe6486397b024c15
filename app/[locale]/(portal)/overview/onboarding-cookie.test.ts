import { expect, it } from 'vitest';
import { readDismissed, withDismissed } from './onboarding-cookie.ts';

it('remembers each account of a browser separately', () => {
  const both = withDismissed(readDismissed(withDismissed([], 'acct_a', true)), 'acct_b', true);
  expect(readDismissed(both)).toEqual(['acct_a', 'acct_b']);
  expect(readDismissed(withDismissed(readDismissed(both), 'acct_a', false))).toEqual(['acct_b']);
});

it('starts with none', () => expect(readDismissed(undefined)).toEqual([]));
