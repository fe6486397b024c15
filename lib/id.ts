import { monotonicFactory } from 'ulid';

const PREFIXES = {
  user: 'user',
  account: 'acct',
  key: 'key',
  request: 'req',
  process: 'proc',
  transaction: 'txn',
  session: 'sess',
  invitation: 'inv',
  emailChange: 'chg',
  recoveryCode: 'rec',
  event: 'evt',
} as const;

const ulid = monotonicFactory();

/** A new id such as `key_01jd…`: sorts by time of creation, and says what it names. */
export const newId = (kind: keyof typeof PREFIXES): string => `${PREFIXES[kind]}_${ulid().toLowerCase()}`;
