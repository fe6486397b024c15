import 'server-only';
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '#lib/make-folder.ts';
import { env } from './env.ts';

const KEY_BYTES = 32;

let shared: string | undefined;

/** The installation's secret: APP_SECRET, or a random one of the first start in `<DATA_DIR>/secret`. */
export function appSecret(): string {
  shared ??= env.APP_SECRET ?? readOrMakeSecret(env.DATA_DIR);
  return shared;
}

/** Only its owner can read it. Concurrent first starts agree on one secret: linking refuses an existing name. */
export function readOrMakeSecret(directory: string): string {
  const file = join(directory, 'secret');
  const found = findSecret(file);
  if (found) return found;
  makeFolder(directory);
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(KEY_BYTES).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8').trim();
}

function findSecret(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

const derived = new Map<string, Buffer>();

/** A key for one purpose, such as `session`: a leaked key is useless for other purposes. */
export function derivedKey(purpose: string): Buffer {
  const known = derived.get(purpose);
  if (known) return known;
  const key = Buffer.from(hkdfSync('sha256', appSecret(), '', `tokenhub ${purpose}`, KEY_BYTES));
  derived.set(purpose, key);
  return key;
}

/** A pseudonym of a customer's end user for upstream: stable, and not reversible. */
export const hashedUserId = (accountId: string, user: string): string =>
  createHmac('sha256', derivedKey('upstream user id')).update(`${accountId}\0${user}`).digest('hex');

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM with a fresh nonce. Decryption needs the same key and the same `about`. */
export function encrypt(key: Buffer, about: string, plain: Uint8Array): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
}

/** @throws for another key, for another `about`, and for changed data */
export function decrypt(key: Buffer, about: string, box: Uint8Array): Buffer {
  const nonce = box.subarray(0, NONCE_BYTES);
  const tag = box.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(box.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}

/** Encrypts a secret for the database. Decryption needs the same purpose and owner. */
export const seal = (purpose: string, ownerId: string, secret: Uint8Array): Uint8Array<ArrayBuffer> =>
  encrypt(derivedKey(purpose), ownerId, secret);

/** @throws for another purpose, for another owner, and for changed data */
export const unseal = (purpose: string, ownerId: string, box: Uint8Array): Buffer =>
  decrypt(derivedKey(purpose), ownerId, box);
