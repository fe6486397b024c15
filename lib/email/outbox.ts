import 'server-only';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { z } from 'zod';
import { env } from '#lib/config/env.ts';
import { isLocalHost } from '#lib/config/public-url.ts';
import { makeFolder } from '#lib/make-folder.ts';

const FOLDER = join(env.DATA_DIR, 'mail');
const MOST_KEPT = 200;

const outboxMail = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
  sentAt: z.coerce.date(),
});

/** A mail that was not sent but kept, because there is no mail server. */
export type OutboxMail = z.infer<typeof outboxMail>;

/**
 * Keeps a mail in `<DATA_DIR>/mail`, readable by the operator only, and forgets the oldest beyond two hundred. Kept again
 * under the same id, which sorts by time, it is still one mail.
 */
export async function keepMail(mail: Omit<OutboxMail, 'id' | 'sentAt'>, id = ulid().toLowerCase()): Promise<void> {
  makeFolder(FOLDER, { mode: 0o700 });
  const draft = join(FOLDER, `.${id}`);
  await writeFile(draft, JSON.stringify({ ...mail, id, sentAt: new Date() }), { mode: 0o600 });
  await rename(draft, join(FOLDER, `${id}.json`)); // readers see whole files only
  const names = await listNames();
  await Promise.all(names.slice(MOST_KEPT).map((name) => rm(join(FOLDER, name), { force: true })));
}

/** Newest first. */
export async function listMail(limit = 50): Promise<OutboxMail[]> {
  const names = (await listNames()).slice(0, limit);
  const mails = await Promise.all(names.map((name) => readFile(join(FOLDER, name), 'utf8').catch(() => null)));
  return mails.flatMap((text) => (text === null ? [] : outboxMail.parse(JSON.parse(text))));
}

async function listNames(): Promise<string[]> {
  const names = await readdir(FOLDER).catch(() => []);
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .reverse();
}

interface OutboxFacts {
  hasMailServer: boolean;
  isProduction: boolean;
  /** Anthropic answers here, so real money may be spent. */
  hasLiveUpstream: boolean;
  /** Where people reach this installation. */
  publicUrl: string;
}

/**
 * Whether the links of kept mails may be shown on this machine. They sign in as anybody, so never with a mail server, never
 * where others can reach the site, and never on a production installation that sells: there, mails are kept for the operator
 * to read from the disk.
 */
export const isOutboxShown = ({ hasMailServer, isProduction, hasLiveUpstream, publicUrl }: OutboxFacts): boolean =>
  !hasMailServer && !(isProduction && hasLiveUpstream) && isLocalHost(new URL(publicUrl).host);

/**
 * Whether a request comes from this very machine: the front door saw no proxy in between, and the browser calls the machine by
 * a name that means itself, so that no other site's name can lead here.
 */
export const isLocalRequest = ({ isLocalCall, host }: { isLocalCall: boolean; host: string | null }): boolean =>
  isLocalCall && isLocalHost(host ?? '');
