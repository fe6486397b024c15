import 'server-only';
import type { Retention } from '#lib/db/generated/enums.ts';
import { pool } from '#lib/db/pool.ts';
import { statement } from '#lib/db/statement.ts';
import { log } from '#lib/log.ts';
import { type Content, MOST_CONTENT_BYTES, sealedAbout, toStoredText } from './content.ts';
import { sealContent } from './seal.ts';

export interface NewContent {
  requestId: string;
  accountId: string;
  keyId: string;
  userId: string | null;
  model: string;
  retention: Retention;
  /** The request's header asked for it, so only the account's setting limits it. */
  isAsked: boolean;
  /** Null when it exceeded the limit. */
  content: Content | null;
}

/*
 * The current settings of account and key decide, under a lock that serialises changes to them: content is not stored
 * after it was forbidden, and a deletion covers all content stored before it.
 */
const insertContent = statement(
  'content_insert',
  `INSERT INTO request_content (request_id, account_id, key_id, user_id, model, secret_id, sealed, expires_at)
   SELECT $1, a.id, k.id, $4, $9, $7, $8, now() + CASE allowed WHEN 'day' THEN interval '24 hours' ELSE interval '720 hours' END
   FROM api_key k JOIN account a ON a.id = k.account_id,
     LATERAL (SELECT least($5::"Retention", a.retention, CASE WHEN $6 THEN NULL ELSE k.retention END) AS allowed) r
   WHERE k.id = $3 AND a.id = $2 AND k.revoked_at IS NULL AND a.suspended_at IS NULL AND allowed <> 'none'
   FOR SHARE OF k, a
   ON CONFLICT DO NOTHING`,
);

/** The most characters waiting in memory; further content is dropped, so that responses are not delayed. */
const MOST_WAITING_LETTERS = 64 * 1024 * 1024;
const WRITERS = 4;

const waiting: NewContent[] = [];
const writing = new Set<Promise<void>>();
let waitingLetters = 0;

/** Stores a request's content in the background. It never throws, and the caller does not wait. */
export function storeContent(wanted: NewContent): void {
  if (waitingLetters + lettersOf(wanted) > MOST_WAITING_LETTERS) {
    log.warn({ requestId: wanted.requestId }, 'content was not stored, because too much of it is waiting');
    return;
  }
  waitingLetters += lettersOf(wanted);
  waiting.push(wanted);
  if (writing.size === WRITERS) return;
  const writer = writeAll().finally(() => writing.delete(writer));
  writing.add(writer);
}

/** Resolves once all content passed to `storeContent` so far is stored. */
export async function contentStored(): Promise<void> {
  while (writing.size > 0) await Promise.all(writing);
}

async function writeAll(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve)); // the response is sent first
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { requestId } = next;
    waitingLetters -= lettersOf(next);
    await write(next).catch((err: unknown) => log.warn({ requestId, err }, 'content was not stored'));
  }
}

async function write({ content, ...about }: NewContent): Promise<void> {
  const { requestId, accountId, keyId, userId, model, retention, isAsked } = about;
  const text = content && toStoredText(content);
  const isSmall = text !== null && Buffer.byteLength(text) <= MOST_CONTENT_BYTES;
  const { secretId, sealed } = isSmall ? await sealContent(sealedAbout(about), text) : { secretId: '', sealed: null };
  await insertContent(pool(), [requestId, accountId, keyId, userId, retention, isAsked, secretId, sealed, model]);
}

const lettersOf = ({ content }: NewContent): number =>
  (content?.request.length ?? 0) +
  (content?.answer?.blocks ?? []).reduce((sum, block) => sum + textOf(block).length, 0);

const textOf = ({ text, thinking }: Record<string, unknown>): string =>
  typeof text === 'string' ? text : typeof thinking === 'string' ? thinking : '';
