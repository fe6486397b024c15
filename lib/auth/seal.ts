import 'server-only';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { derivedKey } from '#lib/config/secret.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts a secret for the database with AES-256-GCM. It opens only for the same purpose and owner. */
export function seal(purpose: string, ownerId: string, secret: Uint8Array): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', derivedKey(purpose), nonce).setAAD(Buffer.from(ownerId));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
}

/** @throws when it was sealed for something or somebody else, or has been changed */
export function unseal(purpose: string, ownerId: string, box: Uint8Array): Buffer {
  const nonce = box.subarray(0, NONCE_BYTES);
  const tag = box.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', derivedKey(purpose), nonce).setAAD(Buffer.from(ownerId));
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(box.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}
