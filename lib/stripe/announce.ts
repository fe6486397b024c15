import 'server-only';
import { sqlTransaction } from '#lib/db/pool.ts';
import type { Database } from '#lib/db/statement.ts';
import { enqueueIn } from '#lib/jobs/enqueue.ts';
import type { StripeNotice } from './notices.ts';

/** Queues the mails about the changes of this transaction. */
export const announce = (database: Database, notices: readonly StripeNotice[]): Promise<void> =>
  enqueueIn(
    database,
    notices.map((notice) => ({ kind: 'stripe_notice', payload: notice })),
  );

/** A transaction that returns notices of its changes; their mails are sent exactly if it commits. */
export const announcedTransaction = (work: (database: Database) => Promise<StripeNotice[]>): Promise<StripeNotice[]> =>
  sqlTransaction(async (database) => {
    const notices = await work(database);
    await announce(database, notices);
    return notices;
  });
