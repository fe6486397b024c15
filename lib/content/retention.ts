import type { Retention } from '#lib/db/generated/enums.ts';
import { AppError } from '#lib/errors.ts';

/** From shortest to longest. */
export const RETENTIONS = ['none', 'day', 'month'] as const satisfies readonly Retention[];

const HOUR_MS = 3_600_000;

export const RETENTION_MS: Record<Retention, number> = { none: 0, day: 24 * HOUR_MS, month: 30 * 24 * HOUR_MS };

export const STORE_HEADER = 'x-tokenhub-store';

/** The values of the request header. */
const WORDS: Record<Retention, string> = { none: 'none', day: '24h', month: '30d' };

export const toStoreWord = (retention: Retention): string => WORDS[retention];

/** The longest retention a key's requests may ask for, and the default. */
export interface StorageRule {
  most: Retention;
  usual: Retention;
}

export const NOTHING_STORED: StorageRule = { most: 'none', usual: 'none' };

/** The longest retention of a key: without its own setting it follows the account's, whatever it becomes. */
export const keyRetention = (ofKey: Retention | null): Retention => ofKey ?? 'month';

export const isLonger = (one: Retention, other: Retention): boolean => RETENTION_MS[one] > RETENTION_MS[other];

export const shorter = (one: Retention, other: Retention): Retention => (isLonger(one, other) ? other : one);

/** @param ofKey null: the account's setting applies */
export const storageRule = (ofAccount: Retention, ofKey: Retention | null): StorageRule => ({
  most: ofAccount,
  usual: shorter(keyRetention(ofKey), ofAccount),
});

/**
 * The retention of one request. Its header may ask for less than the key's setting, or for more, up to the account's.
 * @throws AppError invalid_value for an unknown header value: a guess could store content against the caller's wish
 */
export function retentionFor({ most, usual }: StorageRule, header: string | undefined): Retention {
  if (header === undefined) return usual;
  const wanted = RETENTIONS.find((retention) => WORDS[retention] === header.trim().toLowerCase());
  if (wanted !== undefined) return shorter(wanted, most);
  const message = `The header \`${STORE_HEADER}\` is \`none\`, \`24h\` or \`30d\`.`;
  throw new AppError('invalid_value', message, { param: STORE_HEADER });
}
