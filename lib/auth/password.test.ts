import { describe, expect, it } from 'vitest';
import { hashPassword, isOutdated, verifyPassword } from './password.ts';

const stored = await hashPassword('correct horse');

describe('a stored password', () => {
  it('is argon2id with 19 MiB, two passes and one lane', () =>
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/));
  it('is salted', async () => expect(await hashPassword('correct horse')).not.toBe(stored));
  it('accepts the password', async () => expect(await verifyPassword(stored, 'correct horse')).toBe(true));
  it('refuses another one', async () => expect(await verifyPassword(stored, 'correct horsf')).toBe(false));
  it('refuses everything for an unknown user', async () =>
    expect(await verifyPassword(null, 'correct horse')).toBe(false));
  it('refuses an invalid hash', async () => expect(await verifyPassword('plain', 'plain')).toBe(false));
});

describe('a hash is outdated', () => {
  it('not when it was made today', () => expect(isOutdated(stored)).toBe(false));
  it('not when it took more work', () => {
    expect(isOutdated('$argon2id$v=19$m=47104,t=3,p=1$c2FsdHNhbHQ$aGFzaA')).toBe(false);
  });
  it.each([
    ['less memory', '$argon2id$v=19$m=19455,t=2,p=1$c2FsdHNhbHQ$aGFzaA'],
    ['fewer passes', '$argon2id$v=19$m=19456,t=1,p=1$c2FsdHNhbHQ$aGFzaA'],
    ['another kind', '$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA'],
    ['another algorithm', '$2b$12$abcdefghijklmnopqrstuv'],
    ['none', ''],
  ])('with %s', (_, hash) => expect(isOutdated(hash)).toBe(true));
});

it('accepts one password in two compositions of its letters', async () => {
  expect(await verifyPassword(await hashPassword('gr\u00fcn12345'), 'gru\u0308n12345')).toBe(true);
});

it('answers every one of many at once', async () => {
  const answers = await Promise.all(
    ['a', 'correct horse', 'b', 'c', 'correct horse'].map((text) => verifyPassword(stored, text)),
  );
  expect(answers).toEqual([false, true, false, false, true]);
});
