import 'server-only';
import type { Database } from '#lib/db/statement.ts';
import { ACCOUNT_INVARIANTS } from './invariants/accounts.ts';
import { HOLD_INVARIANTS } from './invariants/holds.ts';
import type { Invariant } from './invariants/invariant.ts';
import { MOVEMENT_INVARIANTS } from './invariants/movements.ts';
import { stuckOutboxes } from './invariants/outboxes.ts';
import { REQUEST_INVARIANTS } from './invariants/requests.ts';
import { USAGE_INVARIANTS } from './invariants/usage.ts';

const INVARIANTS: readonly Invariant[] = [
  ...MOVEMENT_INVARIANTS,
  ...ACCOUNT_INVARIANTS,
  ...HOLD_INVARIANTS,
  ...REQUEST_INVARIANTS,
  ...USAGE_INVARIANTS,
];

export interface Violation {
  id: string;
  sentence: string;
  count: number;
  examples: string[];
}

const MAX_EXAMPLES = 5;
const OUTBOX_INVARIANT = { id: 'I12', sentence: 'No settlement has waited in an outbox for a minute.' };

/**
 * Checks all books, one statement per invariant, without locking out traffic. Empty when every invariant holds.
 * With `outboxRoot`, the outboxes of this machine are checked too.
 */
export async function checkInvariants(database: Database, outboxRoot?: string): Promise<Violation[]> {
  const violations: Violation[] = [];
  for (const { id, sentence, broken } of INVARIANTS) {
    const { rows } = await database.query<{ subject: string }>(
      `SELECT broken.subject::text AS subject FROM (${broken}) broken`,
    );
    const examples = rows.slice(0, MAX_EXAMPLES).map(({ subject }) => subject);
    if (rows.length > 0) violations.push({ id, sentence, count: rows.length, examples });
  }
  const stuck = outboxRoot === undefined ? [] : stuckOutboxes(outboxRoot, Date.now());
  if (stuck.length > 0) violations.push({ ...OUTBOX_INVARIANT, count: stuck.length, examples: stuck });
  return violations;
}
