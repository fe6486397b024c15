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
  /** Who sent it from the playground. */
  userId: string | null;
  model: string;
  retention: Retention;
  /** The request's header asked for it, so only its account binds. */
  isAsked: boolean;
  /** Null when there was more than is stored. */
  content: Content | null;
}

/*
 * Account and key as they are now decide, under a lock that changes of them wait for: what was forbidden a moment ago is not
 * stored, and what is stored is there to be deleted.
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

/** What may wait in memory; beyond it content is left out, and no answer held up. */
const MOST_WAITING_LETTERS = 64 * 1024 * 1024;
const WRITERS = 4;

const waiting: NewContent[] = [];
const writing = new Set<Promise<void>>();
let waitingLetters = 0;

/** Stores a request's content when there is time for it. It never throws, and nobody waits for it. */
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

/** When everything is stored that was handed in before. */
export async function contentStored(): Promise<void> {
  while (writing.size > 0) await Promise.all(writing);
}

async function writeAll(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve)); // the answer leaves first
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
