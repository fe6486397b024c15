import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { KeyMode } from '#lib/db/generated/enums.ts';

const RANDOM_LENGTH = 43; // 256 bits
const CHECKSUM_LENGTH = 6;
const CURRENT = /^th-(live|test)-([0-9A-Za-z]*)$/;
const LEGACY = /^th-[0-9A-Za-z_-]{8,200}$/;
const VISIBLE_END = 4;

export type ParsedKey =
  | { kind: 'current'; mode: KeyMode }
  | { kind: 'legacy' }
  | { kind: 'malformed'; reason: 'prefix' | 'shape' | 'checksum' };

/** A new secret: `th-live-` or `th-test-`, 43 random characters and a checksum of six characters. */
export function generateKey(mode: KeyMode, randomBytes: (size: number) => Uint8Array): string {
  const unchecked = `th-${mode}-${randomBase62(RANDOM_LENGTH, randomBytes)}`;
  return unchecked + checksumOf(unchecked);
}

/** Classifies a secret by its format. A legacy key has no checksum, so only its stored hash can confirm it. */
export function parseKey(text: string): ParsedKey {
  const match = CURRENT.exec(text);
  if (match) return parseCurrent(text, match[1] as KeyMode, match[2] ?? '');
  if (LEGACY.test(text) && !/^th-(live|test)-/.test(text)) return { kind: 'legacy' };
  return { kind: 'malformed', reason: text.startsWith('th-') ? 'shape' : 'prefix' };
}

function parseCurrent(text: string, mode: KeyMode, body: string): ParsedKey {
  if (body.length !== RANDOM_LENGTH + CHECKSUM_LENGTH) return { kind: 'malformed', reason: 'shape' };
  const isIntact = checksumOf(text.slice(0, -CHECKSUM_LENGTH)) === text.slice(-CHECKSUM_LENGTH);
  return isIntact ? { kind: 'current', mode } : { kind: 'malformed', reason: 'checksum' };
}

const checksumOf = (text: string): string => toBase62(crc32(text), CHECKSUM_LENGTH);

/** The hash that is stored instead of a secret. A random secret of 256 bits needs no slow hash. */
export const hashKey = (secret: string): Buffer => hash('sha256', secret, 'buffer');

/** The same hash as text: requests look keys up by it, at a third of the cost of a Buffer. */
export const digestKey = (secret: string): string => hash('sha256', secret, 'base64');

/** The display form of a key: `th-live-…Ab3x`. */
export function hintOf(secret: string): string {
  const prefix = /^th-(?:(?:live|test)-)?/.exec(secret)?.[0] ?? '';
  return `${prefix}…${secret.slice(-VISIBLE_END)}`;
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const UNBIASED_BYTES = 248; // the largest multiple of 62 in a byte: larger values would favour the first letters

/** `length` letters and digits, each equally likely. */
export function randomBase62(length: number, randomBytes: (size: number) => Uint8Array): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < UNBIASED_BYTES && text.length < length) text += ALPHABET[byte % 62];
    }
  }
  return text;
}

/** A number below 2⁵³ in base 62, padded with zeros to `width`. */
export function toBase62(value: number, width: number): string {
  let text = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) text = ALPHABET[rest % 62] + text;
  return text.padStart(width, '0');
}

const SECRETS: readonly [RegExp, string][] = [
  [/\bBearer\s+[^\s"',;]+/gi, 'Bearer …'],
  [/(?<![0-9A-Za-z])th-[0-9A-Za-z_-]{8,}/g, 'th-…'],
  [/sk-ant-[0-9A-Za-z_-]+/g, 'sk-ant-…'],
  [/whsec_[0-9A-Za-z+/=_-]+/g, 'whsec_…'],
];

/** Redacts the secrets in a text: ours, upstream's, Stripe's and those after `Bearer`. For logs. */
export function redactKeys(text: string): string {
  let redacted = text;
  for (const [pattern, replacement] of SECRETS) redacted = redacted.replace(pattern, replacement);
  return redacted;
}
