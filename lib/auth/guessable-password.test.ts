import { describe, expect, it } from 'vitest';
import { assertNotGuessable, commonPasswords, isGuessable } from './guessable-password.ts';

const email = 'Ada.Lovelace@example.com';
const common = await commonPasswords();

describe('refuses', () => {
  it.each([
    ['a common password', 'password123'],
    ['in capitals', 'PassWord123'],
    ['typed with fullwidth letters', 'ｐａｓｓｗｏｒｄ１２３'],
    ['the same with a digit and a sign after it', 'Password1!'],
    ['a run of keys', 'qwertyuiop'],
    ['the address', 'ada.lovelace@example.com'],
    ['the part before the @', 'ADA.LOVELACE'],
    ['the same with a year after it', 'ada.lovelace1815'],
    ['our name', 'TokenHub'],
    ['our name with a sign after it', 'tokenhub1!'],
  ])('%s', (_, password) => expect(isGuessable(password, email, common)).toBe(true));
});

describe('accepts', () => {
  it.each([
    ['a few words', 'correct horse battery'],
    ['a password that holds a common one', 'my password123 is longer'],
    ['the name with much after it', 'ada.lovelace 8203 9912'],
    ['letters of any script', 'ぶんせききかんのうた'],
  ])('%s', (_, password) => expect(isGuessable(password, email, common)).toBe(false));
});

it('knows enough common passwords that are long enough for us', () => {
  expect([...common].filter(({ length }) => length >= 8).length).toBeGreaterThan(10_000);
});

it('names the field at fault', async () => {
  const choice = { password: 'iloveyou', email, param: 'next' } as const;
  await expect(assertNotGuessable(choice)).rejects.toMatchObject({
    code: 'password_guessable',
    options: { param: 'next' },
  });
});
