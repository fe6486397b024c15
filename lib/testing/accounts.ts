import { randomBytes } from 'node:crypto';
import { createUser } from '#lib/accounts/create.ts';
import { personalAccountId } from '#lib/accounts/queries.ts';
import { afterwardsDone } from '#lib/afterwards.ts';
import { toCurrentUser } from '#lib/auth/current-user.ts';
import { openSession, readSession } from '#lib/auth/sessions.ts';
import { db } from '#lib/db/client.ts';
import { type LocalMail, listMail } from '#lib/email/local-mailbox.ts';
import { readQueued, sendQueuedMail } from '#lib/email/queue.ts';

export const PASSWORD = 'correct horse battery';
export const CALLER = { ip: '203.0.113.7', userAgent: 'test' };

/** A request from the sign-in page of the English overview. */
export const asking = (email: string) => ({ email, locale: 'en', next: '/en/overview' }) as const;

export const newEmail = (): string => `u${randomBytes(6).toString('hex')}@example.com`;

/** A verified user with a password; with a passkey, they may own an organisation. */
export async function givenUser({ email = newEmail(), isVerified = true, hasPasskey = false } = {}) {
  const user = await createUser({ email, password: PASSWORD });
  if (hasPasskey) await givePasskey(user.id);
  if (isVerified) await db.user.update({ where: { id: user.id }, data: { emailVerifiedAt: new Date() } });
  const { sessionVersion } = await db.user.findUniqueOrThrow({ where: { id: user.id } });
  return { ...user, name: null, sessionVersion, accountId: personalAccountId(user) };
}

/** Adds a passkey that counts as a second factor. Its private key does not exist. */
export async function givePasskey(userId: string): Promise<string> {
  const id = randomBytes(16).toString('base64url');
  const publicKey = new Uint8Array(randomBytes(77));
  await db.passkey.create({ data: { id, userId, publicKey, counter: 0n, name: 'Test', isSynced: false } });
  return id;
}

/** The current user of a page after signing in, with the cookie's token. */
export async function signedIn(userId: string, { now = new Date(), accountId = '' } = {}) {
  const token = await openSession({ userId, method: 'password', caller: CALLER, now });
  const session = await readSession(token, now);
  const user = session && toCurrentUser(session, accountId);
  if (!user) throw new Error('The session just opened is not live.');
  return { token, user };
}

/** The mails to an address, newest first, including queued ones. */
export async function mailTo(email: string): Promise<LocalMail[]> {
  await afterwardsDone();
  const jobs = await db.job.findMany({ where: { kind: 'mail' }, orderBy: { id: 'asc' } });
  for (const { id, payload } of jobs) {
    const sealed = payload as { sealed: string };
    if (!isLetterTo(email, id, sealed)) continue;
    await sendQueuedMail(sealed, { id });
    await db.job.deleteMany({ where: { id } });
  }
  return (await listMail(200)).filter(({ to }) => to === email);
}

/** Tests sharing the database have different secrets, so they cannot decrypt each other's mails. */
function isLetterTo(email: string, id: string, payload: { sealed: string }): boolean {
  try {
    return readQueued(id, payload).to === email;
  } catch {
    return false;
  }
}

/** The token in the newest mail to an address. */
export async function tokenMailedTo(email: string): Promise<string> {
  const [mail] = await mailTo(email);
  const [, token] = /#token=([\w-]+)/.exec(mail?.text ?? '') ?? [];
  if (!token) throw new Error(`No link was mailed to ${email}.`);
  return token;
}
