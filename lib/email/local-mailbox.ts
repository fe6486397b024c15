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

const localMail = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
  sentAt: z.coerce.date(),
});

/** A mail that was stored instead of sent, because no mail server is configured. */
export type LocalMail = z.infer<typeof localMail>;

/**
 * Stores a mail in `<DATA_DIR>/mail`, readable by the operator only, and deletes the oldest beyond two hundred. Storing
 * it again under the same id, which sorts by time, replaces it.
 */
export async function keepMail(mail: Omit<LocalMail, 'id' | 'sentAt'>, id = ulid().toLowerCase()): Promise<void> {
  makeFolder(FOLDER, { mode: 0o700 });
  const draft = join(FOLDER, `.${id}`);
  await writeFile(draft, JSON.stringify({ ...mail, id, sentAt: new Date() }), { mode: 0o600 });
  await rename(draft, join(FOLDER, `${id}.json`)); // the rename is atomic, so readers never see a partial file
  const names = await listNames();
  await Promise.all(names.slice(MOST_KEPT).map((name) => rm(join(FOLDER, name), { force: true })));
}

/** Newest first. */
export async function listMail(limit = 50): Promise<LocalMail[]> {
  const names = (await listNames()).slice(0, limit);
  const mails = await Promise.all(names.map((name) => readFile(join(FOLDER, name), 'utf8').catch(() => null)));
  return mails.flatMap((text) => (text === null ? [] : localMail.parse(JSON.parse(text))));
}

async function listNames(): Promise<string[]> {
  const names = await readdir(FOLDER).catch(() => []);
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .reverse();
}

interface LocalMailboxFacts {
  hasMailServer: boolean;
  isProduction: boolean;
  /** The upstream is Anthropic, so real money may be spent. */
  hasLiveUpstream: boolean;
  publicUrl: string;
}

/**
 * Whether the links of stored mails may be shown on this machine. They sign in as any user, so never with a mail
 * server, never where others can reach the site, and never on a production installation that sells: there the operator
 * reads the mails from the disk.
 */
export const isLocalMailboxShown = ({
  hasMailServer,
  isProduction,
  hasLiveUpstream,
  publicUrl,
}: LocalMailboxFacts): boolean =>
  !hasMailServer && !(isProduction && hasLiveUpstream) && isLocalHost(new URL(publicUrl).host);

/**
 * Whether a request comes from this machine: the public server saw no proxy in between, and the Host is a loopback name,
 * so that another site's domain cannot resolve to it.
 */
export const isLocalRequest = ({ isLocalCall, host }: { isLocalCall: boolean; host: string | null }): boolean =>
  isLocalCall && isLocalHost(host ?? '');
