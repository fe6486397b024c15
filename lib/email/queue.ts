import 'server-only';
import { seal, unseal } from '#lib/config/secret.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { newId } from '#lib/id.ts';
import { enqueue, type NewJob } from '#lib/jobs/enqueue.ts';
import type { Letter } from './letters.ts';
import { sendMail } from './send.ts';

const PURPOSE = 'mail in the queue';

/** Letters that go out once the transaction has committed, whatever happens to this process, and not at all if it does not. */
export const queueMail = (tx: Transaction, letters: readonly Letter[]): Promise<void> =>
  enqueue(tx, letters.map(toJob));

/** Sealed, because a letter may hold a link that signs in: what the database knows must not. */
function toJob(letter: Letter): NewJob<'mail'> {
  const id = newId('job');
  const sealed = Buffer.from(seal(PURPOSE, id, Buffer.from(JSON.stringify(letter)))).toString('base64');
  return { kind: 'mail', id, payload: { sealed } };
}

/** @throws when it was sealed by another installation, or changed */
export const readQueued = (id: string, { sealed }: { sealed: string }): Letter =>
  JSON.parse(unseal(PURPOSE, id, Buffer.from(sealed, 'base64')).toString());

/**
 * Sends a letter of the queue. Should the process die after the server has taken it and before the job is gone, it is sent
 * again with the same Message-ID, by which mailboxes know it for the same mail.
 */
export const sendQueuedMail = (payload: { sealed: string }, { id }: { id: string }): Promise<void> =>
  sendMail(readQueued(id, payload), id.replace(/^job_/, ''));
