import { randomFillSync } from 'node:crypto';
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
  feedback: 'fb',
  topUp: 'top',
  refundRequest: 'rfr',
  job: 'job',
  share: 'shr',
  budget: 'bud',
  webhook: 'whe',
  delivery: 'whd',
  message: 'msg',
  savedView: 'view',
} as const;

/** Random bytes in batches: a system call for each id would cost more than the rest of it. */
const pool = Buffer.alloc(4_096);
let used = pool.length;

function random(): number {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return (pool[used++] ?? 0) / 256;
}

const ulid = monotonicFactory(random);

/** A new id such as `key_01jd…`: sortable by creation time, with a prefix for its kind. */
export const newId = (kind: keyof typeof PREFIXES): string => `${PREFIXES[kind]}_${ulid().toLowerCase()}`;
