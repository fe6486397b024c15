import 'server-only';
import { createHash, hkdfSync } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { env } from '#lib/config/env.ts';
import { appSecret, decrypt, encrypt } from '#lib/config/secret.ts';

interface ContentKey {
  /** Identifies the secret that decrypts a row, without revealing it. */
  id: string;
  key: Buffer;
}

const KEY_BYTES = 32;
const ID_LETTERS = 12;

function toContentKey(secret: string): ContentKey {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'tokenhub content', KEY_BYTES));
  const id = createHash('sha256').update('id of ').update(key).digest('hex').slice(0, ID_LETTERS);
  return { id, key };
}

let known: readonly [ContentKey, ...ContentKey[]] | undefined;

/** The first key encrypts; each key decrypts its own rows. The installation's own secret is always the last. */
function contentKeys(): readonly [ContentKey, ...ContentKey[]] {
  known ??= readContentKeys();
  return known;
}

function readContentKeys(): readonly [ContentKey, ...ContentKey[]] {
  const own = toContentKey(appSecret());
  const [first, ...others] = env.CONTENT_SECRETS.map(toContentKey);
  return first ? [first, ...others, own] : [own];
}

export interface Sealed {
  secretId: string;
  sealed: Uint8Array<ArrayBuffer>;
}

/** Compresses and encrypts a text. @param about the associated data, required again for decryption */
export async function sealContent(about: string, text: string): Promise<Sealed> {
  const [{ id, key }] = contentKeys();
  return { secretId: id, sealed: encrypt(key, about, await promisify(gzip)(text, { level: 1 })) };
}

/**
 * Null when the encrypting secret is no longer configured.
 * @throws when the text was changed, or belongs to another owner
 */
export async function openSealed(about: string, { secretId, sealed }: Sealed): Promise<string | null> {
  const found = contentKeys().find(({ id }) => id === secretId);
  if (!found) return null;
  const plain = await promisify(gunzip)(decrypt(found.key, about, sealed));
  return plain.toString('utf8');
}
