import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';

const stored = await hashPassword('correct horse');

describe('a stored password', () => {
  it('is argon2id with 19 MiB, two passes and one lane', () =>
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/));
  it('is salted', async () => expect(await hashPassword('correct horse')).not.toBe(stored));
  it('accepts the password', async () => expect(await verifyPassword(stored, 'correct horse')).toBe(true));
  it('refuses another one', async () => expect(await verifyPassword(stored, 'correct horsf')).toBe(false));
  it('refuses everything for an unknown user', async () =>
    expect(await verifyPassword(null, 'correct horse')).toBe(false));
  it('refuses what is no hash at all', async () => expect(await verifyPassword('plain', 'plain')).toBe(false));
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
