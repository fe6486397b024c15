import 'server-only';
import { seal, unseal } from '#lib/config/secret.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { newId } from '#lib/id.ts';
import { enqueue, type NewJob } from '#lib/jobs/enqueue.ts';
import type { Letter } from './letters.ts';
import { sendMail } from './send.ts';

const PURPOSE = 'mail in the queue';

/** Queues letters in the transaction: they are sent after it commits, even if this process dies. */
export const queueMail = (tx: Transaction, letters: readonly Letter[]): Promise<void> =>
  enqueue(tx, letters.map(toJob));

/** Encrypted, because a letter may hold a sign-in link, which must not be readable in the database. */
function toJob(letter: Letter): NewJob<'mail'> {
  const id = newId('job');
  const sealed = Buffer.from(seal(PURPOSE, id, Buffer.from(JSON.stringify(letter)))).toString('base64');
  return { kind: 'mail', id, payload: { sealed } };
}

/** @throws when it was sealed by another installation, or altered */
export const readQueued = (id: string, { sealed }: { sealed: string }): Letter =>
  JSON.parse(unseal(PURPOSE, id, Buffer.from(sealed, 'base64')).toString());

/**
 * Sends a queued letter. If the process dies after the server accepted it and before the job is removed, it is sent
 * again with the same Message-ID, so mailboxes recognise the duplicate.
 */
export const sendQueuedMail = (payload: { sealed: string }, { id }: { id: string }): Promise<void> =>
  sendMail(readQueued(id, payload), id.replace(/^job_/, ''));
