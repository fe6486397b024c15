import type { Retention } from '#lib/db/generated/enums.ts';
import { AppError } from '#lib/errors.ts';

/** From least to most. */
export const RETENTIONS = ['none', 'day', 'month'] as const satisfies readonly Retention[];

const HOUR_MS = 3_600_000;

export const RETENTION_MS: Record<Retention, number> = { none: 0, day: 24 * HOUR_MS, month: 30 * 24 * HOUR_MS };

export const STORE_HEADER = 'x-tokenhub-store';

/** As the header says it. */
const WORDS: Record<Retention, string> = { none: 'none', day: '24h', month: '30d' };

export const toStoreWord = (retention: Retention): string => WORDS[retention];

/** What a key's requests may store, and what they do unless they say otherwise. */
export interface StorageRule {
  most: Retention;
  usual: Retention;
}

export const NOTHING_STORED: StorageRule = { most: 'none', usual: 'none' };

/** The most that a key may mean: without a word of its own it stores what the account does, whatever that will be. */
export const keyRetention = (ofKey: Retention | null): Retention => ofKey ?? 'month';

export const isLonger = (one: Retention, other: Retention): boolean => RETENTION_MS[one] > RETENTION_MS[other];

export const shorter = (one: Retention, other: Retention): Retention => (isLonger(one, other) ? other : one);

/** @param ofKey null: as the account does */
export const storageRule = (ofAccount: Retention, ofKey: Retention | null): StorageRule => ({
  most: ofAccount,
  usual: shorter(keyRetention(ofKey), ofAccount),
});

/**
 * What one request stores. Its header may say less than its key does, or more, up to what the account allows.
 * @throws AppError invalid_value for a header in other words: a guess could store what was not to be
 */
export function retentionFor({ most, usual }: StorageRule, header: string | undefined): Retention {
  if (header === undefined) return usual;
  const wanted = RETENTIONS.find((retention) => WORDS[retention] === header.trim().toLowerCase());
  if (wanted !== undefined) return shorter(wanted, most);
  const message = `The header \`${STORE_HEADER}\` is \`none\`, \`24h\` or \`30d\`.`;
  throw new AppError('invalid_value', message, { param: STORE_HEADER });
}
