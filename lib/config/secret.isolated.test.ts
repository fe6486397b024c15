import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

const directory = mkdtempSync(join(tmpdir(), 'tokenhub-secret-'));
beforeAll(() => void vi.stubEnv('APP_SECRET', 'a secret of at least thirty-two characters'));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true });
});

const load = () => import('./secret.ts');

it('makes a secret once, for its owner only, and keeps it', async () => {
  const { readOrMakeSecret } = await load();
  const folder = join(directory, 'made', 'at', 'need');
  const secret = readOrMakeSecret(folder);
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(readOrMakeSecret(folder)).toBe(secret);
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['secret']);
});

it('derives a different key for each purpose, and the same one again', async () => {
  const { appSecret, derivedKey } = await load();
  expect(appSecret()).toBe('a secret of at least thirty-two characters');
  expect(derivedKey('session')).toHaveLength(32);
  expect(derivedKey('session').equals(derivedKey('session'))).toBe(true);
  expect(derivedKey('session').equals(derivedKey('csrf'))).toBe(false);
});

it('gives an end user one name per account, without the name they have', async () => {
  const { hashedUserId } = await load();
  const id = hashedUserId('acct_1', 'ada@example.com');
  expect(id).toMatch(/^[0-9a-f]{64}$/);
  expect(hashedUserId('acct_1', 'ada@example.com')).toBe(id);
  expect(hashedUserId('acct_2', 'ada@example.com')).not.toBe(id);
  expect(hashedUserId('acct_1', 'eve@example.com')).not.toBe(id);
});

it('seals a secret for one purpose and one owner', async () => {
  const { seal, unseal } = await load();
  const box = seal('totp', 'user_1', Buffer.from('secret'));
  expect(unseal('totp', 'user_1', box).toString()).toBe('secret');
  expect(Buffer.from(box).includes('secret')).toBe(false);
  expect(() => unseal('totp', 'user_2', box)).toThrow();
  expect(() => unseal('other', 'user_1', box)).toThrow();
  const changed = Uint8Array.from(box, (byte, index) => (index === box.length - 1 ? byte ^ 1 : byte));
  expect(() => unseal('totp', 'user_1', changed)).toThrow();
});
